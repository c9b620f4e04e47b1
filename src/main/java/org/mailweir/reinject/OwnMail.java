package org.mailweir.reinject;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.concurrent.Deadline;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Envelope;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.Recipient;

/** Mail that we write ourselves, from the null sender, so that nothing answers it. */
public final class OwnMail {

  private OwnMail() {}

  /**
   * Sends a message to one recipient.
   *
   * @param message with canonical line ends; may have 8-bit text
   * @return what was wrong, or null when 10025 has it
   */
  public static @Nullable String send(Reinjector reinjector, MailAddress to, byte[] message)
      throws InterruptedException {
    Envelope envelope =
        new Envelope(
            MailAddress.NULL,
            new MailParameters("8BITMIME", isUtf8(to), null, null),
            List.of(Recipient.of(to.text())));
    try (Reinjector.Reservation place = reinjector.reserve(1)) {
      return place == null ? "no connection was free" : trouble(reinjector, envelope, message);
    } catch (RuntimeException e) {
      return e.toString();
    }
  }

  private static boolean isUtf8(MailAddress address) {
    return address.text().chars().anyMatch(c -> c > 126);
  }

  private static @Nullable String trouble(
      Reinjector reinjector, Envelope envelope, byte[] message) {
    return switch (reinjector.open(envelope, ClientInfo.UNKNOWN)) {
      case Opening.NotOpened(SmtpReply reply) -> reply.toString();
      case Opening.Opened(ReinjectTransaction transaction) -> {
        try (transaction) {
          yield trouble(reinjector, transaction, message);
        }
      }
    };
  }

  private static @Nullable String trouble(
      Reinjector reinjector, ReinjectTransaction transaction, byte[] message) {
    SmtpReply rcpt = transaction.recipientReplies().getFirst();
    SmtpReply sent = rcpt.isPositive() ? transaction.send(out -> out.write(message)) : rcpt;
    if (!sent.isPositive()) {
      return sent.toString();
    }
    transaction.dot();
    return switch (transaction.answer(Deadline.after(reinjector.finalTimeout()))) {
      case ReinjectTransaction.Committed.Answered(SmtpReply reply) ->
          reply.isPositive() ? null : reply.toString();
      case ReinjectTransaction.Committed.Unknown(String why) -> why;
    };
  }
}
