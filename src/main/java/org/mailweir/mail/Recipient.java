package org.mailweir.mail;

import org.jspecify.annotations.Nullable;

/**
 * One RCPT of a transaction with its DSN parameters (RFC 3461 4.1, 4.2), kept as received.
 *
 * @param address where the copy goes
 * @param notifyOn the value of NOTIFY, or null when it was not given
 * @param originalRecipient the value of ORCPT in xtext, or null when it was not given
 */
public record Recipient(
    MailAddress address, @Nullable String notifyOn, @Nullable String originalRecipient) {

  public static Recipient of(String address) {
    return new Recipient(new MailAddress(address), null, null);
  }
}
