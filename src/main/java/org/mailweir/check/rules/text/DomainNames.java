package org.mailweir.check.rules.text;

/** What is known of the names of domains. Made outside of this package. */
public interface DomainNames {

  /** Whether there is such a top level domain; given in any case. */
  boolean isTopLevel(String label);

  /** The part of a host name that somebody registered: {@code a.b.co.uk} gives {@code b.co.uk}. */
  String registered(String host);
}
