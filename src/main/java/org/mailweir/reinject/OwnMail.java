package org.mailweir.reinject;

import java.util.List;
import org.mailweir.concurrent.Deadline;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Envelope;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.Recipient;

/** Mail that we write ourselves, from the null sender, so that nothing answers it. */
public final class OwnMail {

  private OwnMail() {}

  /** How it went. */
  public enum End {
    SENT,
    /** The port takes nothing from anybody now. */
    PORT_SHUT,
    /** It was not taken now; or nobody knows. */
    LATER,
    /** It was refused for good. */
    REFUSED
  }

  /**
   * What came of it.
   *
   * @param words what was said, for the log
   */
  public record Result(End end, String words) {
    public boolean isSent() {
      return end == End.SENT;
    }
  }

  /**
   * Sends a message to one recipient.
   *
   * @param message with canonical line ends; may have 8-bit text
   */
  public static Result send(Reinjector reinjector, MailAddress to, byte[] message)
      throws InterruptedException {
    Envelope envelope =
        new Envelope(
            MailAddress.NULL,
            new MailParameters("8BITMIME", isUtf8(to), null, null),
            List.of(Recipient.of(to.text())));
    try (Reinjector.Reservation place = reinjector.reserve(1)) {
      return place == null
          ? new Result(End.PORT_SHUT, "no connection was free")
          : send(reinjector, envelope, message);
    } catch (RuntimeException e) {
      return new Result(End.LATER, e.toString());
    }
  }

  private static boolean isUtf8(MailAddress address) {
    return address.text().chars().anyMatch(c -> c > 126);
  }

  private static Result send(Reinjector reinjector, Envelope envelope, byte[] message) {
    return switch (reinjector.open(envelope, ClientInfo.UNKNOWN)) {
      case Opening.NotOpened(SmtpReply reply) ->
          new Result(reply.isPermanent() ? End.REFUSED : End.PORT_SHUT, reply.toString());
      case Opening.Opened(ReinjectTransaction transaction) -> {
        try (transaction) {
          yield send(reinjector, transaction, message);
        }
      }
    };
  }

  private static Result send(
      Reinjector reinjector, ReinjectTransaction transaction, byte[] message) {
    SmtpReply rcpt = transaction.recipientReplies().getFirst();
    SmtpReply sent = rcpt.isPositive() ? transaction.send(out -> out.write(message)) : rcpt;
    if (!sent.isPositive()) {
      return result(sent);
    }
    transaction.dot();
    return switch (transaction.answer(Deadline.after(reinjector.finalTimeout()))) {
      case ReinjectTransaction.Committed.Answered(SmtpReply reply) -> result(reply);
      case ReinjectTransaction.Committed.Unknown(String why) -> new Result(End.LATER, why);
    };
  }

  private static Result result(SmtpReply reply) {
    End end = reply.isPositive() ? End.SENT : reply.isPermanent() ? End.REFUSED : End.LATER;
    return new Result(end, reply.toString());
  }
}
