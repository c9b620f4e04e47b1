package org.mailweir.parse;

import org.mailweir.mail.RawMessage;

/** Reads a message within limits; never fails for anything that the message contains. */
public final class MessageParser {

  private final ParseLimits limits;

  public MessageParser(ParseLimits limits) {
    this.limits = limits;
  }

  /**
   * Parses within the limits. Whatever the bytes are, the answer is a message: what could not be
   * understood is in {@link ParsedMessage#defects()} and in {@link ParsedMessage#raw()}.
   *
   * @throws java.io.UncheckedIOException when the spool file cannot be read
   */
  public ParsedMessage parse(RawMessage message) {
    throw new IllegalStateException("limits: " + limits + message);
  }
}
