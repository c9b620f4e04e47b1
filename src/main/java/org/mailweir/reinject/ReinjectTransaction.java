package org.mailweir.reinject;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * One transaction on 10025 between MAIL and the final dot. Until {@link #commit()} nothing has
 * happened to the message; closing without commit gives it up.
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

  /**
   * Sends the final dot and waits for the reply, up to the time-out that RFC 5321 4.5.3.2.6 asks
   * for.
   */
  Committed commit();

  /** Ends the transaction without delivering, unless it was committed. */
  @Override
  void close();

  /** Writes a message with canonical line ends; dots are stuffed behind it. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** How a commit ended. */
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
