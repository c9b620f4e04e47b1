package org.mailweir.mail;

import java.util.List;

/**
 * Who sends to whom (RFC 5321 2.3.1): the reverse-path, its parameters, and the recipients in the
 * order of their RCPT commands.
 */
public record Envelope(MailAddress sender, MailParameters parameters, List<Recipient> recipients) {

  public Envelope {
    recipients = List.copyOf(recipients);
  }

  /** The same envelope for some of its recipients. */
  public Envelope to(List<Recipient> some) {
    return new Envelope(sender, parameters, some);
  }
}
