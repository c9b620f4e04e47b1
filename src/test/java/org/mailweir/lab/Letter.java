package org.mailweir.lab;

import java.util.List;

/**
 * A message with its envelope, as a client sends it.
 *
 * @param mailParameters what follows the sender in MAIL, such as {@code SMTPUTF8 BODY=8BITMIME}
 * @param recipientParameters what follows the address in every RCPT, such as {@code NOTIFY=SUCCESS}
 * @param message header and body, not dot-stuffed
 */
record Letter(
    String sender,
    List<String> recipients,
    String mailParameters,
    String recipientParameters,
    byte[] message) {

  Letter(String sender, List<String> recipients, byte[] message) {
    this(sender, recipients, "", "", message);
  }

  Letter with(String mail, String recipient) {
    return new Letter(sender, recipients, mail, recipient, message);
  }

  String mailCommand() {
    return ("MAIL FROM:<" + sender + "> " + mailParameters).strip();
  }

  String rcptCommand(String recipient) {
    return ("RCPT TO:<" + recipient + "> " + recipientParameters).strip();
  }
}
