package org.mailweir.check.auth.dmarc;

import java.util.Locale;
import java.util.Optional;

/** What a domain asks for (RFC 7489 6.3, p=), mildest first. */
public enum Policy {
  NONE,
  QUARANTINE,
  REJECT;

  static Optional<Policy> named(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "none" -> Optional.of(NONE);
      case "quarantine" -> Optional.of(QUARANTINE);
      case "reject" -> Optional.of(REJECT);
      default -> Optional.empty();
    };
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The next milder one (RFC 7489 6.6.4). */
  Policy milder() {
    return this == REJECT ? QUARANTINE : NONE;
  }
}
