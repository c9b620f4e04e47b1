package org.mailweir.domain;

import java.util.Locale;

/** Where the part of a domain begins that somebody registered. */
public interface PublicSuffixes {

  /**
   * The registered domain of a host: {@code example.co.uk} for {@code www.example.co.uk}.
   *
   * @return in lower case and ASCII (A-labels); the host itself when it is a public suffix or has
   *     one label
   */
  String registered(String host);

  /** Two hosts belong to the same registered domain. */
  default boolean same(String one, String other) {
    return registered(one.toLowerCase(Locale.ROOT))
        .equals(registered(other.toLowerCase(Locale.ROOT)));
  }
}
