package org.mailweir.reinject;

/** What comes of asking for a transaction. */
public sealed interface Opening {

  /** MAIL was accepted; each recipient has a reply of its own. */
  record Opened(ReinjectTransaction transaction) implements Opening {}

  /**
   * No transaction: the port is down, or MAIL was refused.
   *
   * @param reply holds for all recipients
   */
  record NotOpened(SmtpReply reply) implements Opening {}
}
