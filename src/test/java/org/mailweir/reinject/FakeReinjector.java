package org.mailweir.reinject;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.mailweir.concurrent.Deadline;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Envelope;

/** A Postfix on 10025 that answers each recipient as a test says, and takes what is left. */
public final class FakeReinjector implements Reinjector {

  public static final SmtpReply OK = new SmtpReply(250, "2.0.0 Ok");

  private final Mailbox mailbox;

  /** Where mail ends. */
  public interface Mailbox {

    /** The reply to RCPT. */
    default SmtpReply asked(String recipient) {
      return OK;
    }

    /** The final dot was sent. */
    void took(Envelope envelope, byte[] message);
  }

  public FakeReinjector(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public Reservation reserve(int transactions) {
    return () -> {};
  }

  @Override
  public Duration finalTimeout() {
    return Duration.ofSeconds(10);
  }

  @Override
  public int maxTransactions() {
    return 1;
  }

  @Override
  public int maxRecipients() {
    return 100;
  }

  @Override
  public Opening open(Envelope envelope, ClientInfo client) {
    return new Opening.Opened(new Transaction(envelope));
  }

  private final class Transaction implements ReinjectTransaction {
    private final Envelope envelope;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Transaction(Envelope envelope) {
      this.envelope = envelope;
    }

    @Override
    public List<SmtpReply> recipientReplies() {
      return envelope.recipients().stream().map(r -> mailbox.asked(r.address().text())).toList();
    }

    @Override
    public SmtpReply send(Content content) {
      try {
        content.writeTo(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return OK;
    }

    @Override
    public void dot() {
      mailbox.took(envelope, bytes.toByteArray());
    }

    @Override
    public Committed answer(Deadline deadline) {
      return new Committed.Answered(OK);
    }

    @Override
    public void close() {}
  }
}
