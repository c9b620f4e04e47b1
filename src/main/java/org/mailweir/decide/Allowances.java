package org.mailweir.decide;

import org.jspecify.annotations.Nullable;

/** Senders that recipients have allowed for themselves. Asked for each recipient: must be quick. */
public interface Allowances {

  /** Nobody has. */
  Allowances NONE = (recipient, sent, proved) -> null;

  /**
   * What a recipient has allowed that fits this message; null when nothing does.
   *
   * @param recipient in canonical form
   * @param proved whether the From field has been authenticated
   */
  @Nullable Granted find(String recipient, Sent sent, boolean proved);

  /**
   * The entry that fits.
   *
   * @param entry for people
   * @param where {@code file:line}
   */
  record Granted(String entry, String where) {}
}
