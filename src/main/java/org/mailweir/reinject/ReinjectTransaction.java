package org.mailweir.reinject;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.mailweir.concurrent.Deadline;

/**
 * One transaction on 10025 between MAIL and the final dot. Until {@link #dot()} nothing has
 * happened to the message; closing before it gives the message up.
 */
public interface ReinjectTransaction extends AutoCloseable {

  /** The replies to RCPT, in the order of the envelope. */
  List<SmtpReply> recipientReplies();

  /**
   * Sends DATA and the whole message, all but its final dot.
   *
   * @return the reply that stopped it, or a positive one when everything but the dot is sent
   */
  SmtpReply send(Content content);

  /** Sends the final dot: from here on the message may be delivered. */
  void dot();

  /** Waits for the reply to the final dot; RFC 5321 4.5.3.2.6 asks for ten minutes. */
  Committed answer(Deadline deadline);

  /** Ends the transaction without delivering, unless its final dot was sent. */
  @Override
  void close();

  /** Writes a message with canonical line ends; dots are stuffed behind it. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** What came of the final dot. */
  sealed interface Committed {

    /** The server has answered. */
    record Answered(SmtpReply reply) implements Committed {}

    /**
     * The dot went out and no answer came back. Postfix may have the message, or not.
     *
     * @param why for the log
     */
    record Unknown(String why) implements Committed {}
  }
}
