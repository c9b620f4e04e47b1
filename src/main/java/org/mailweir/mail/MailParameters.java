package org.mailweir.mail;

import org.jspecify.annotations.Nullable;

/**
 * The ESMTP parameters of MAIL that outlive the transaction, kept as received.
 *
 * @param body the value of BODY (RFC 6152), {@code 7BIT} or {@code 8BITMIME}, or null
 * @param smtputf8 whether SMTPUTF8 was given (RFC 6531)
 * @param ret the value of RET (RFC 3461 4.3), or null
 * @param envelopeId the value of ENVID in xtext (RFC 3461 4.4), or null
 */
public record MailParameters(
    @Nullable String body, boolean smtputf8, @Nullable String ret, @Nullable String envelopeId) {

  public static final MailParameters NONE = new MailParameters(null, false, null, null);
}
