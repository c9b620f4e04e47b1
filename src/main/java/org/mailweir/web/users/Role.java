package org.mailweir.web.users;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody may do. */
public enum Role {
  /** Sees and decides everything. */
  ADMINISTRATOR,
  /** Sees and decides what is held for his own addresses, and nothing of anybody else. */
  RECIPIENT;

  /** As it stands in the password file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Role> of(String word) {
    return Stream.of(values()).filter(r -> r.word().equals(word)).findFirst();
  }
}
