package org.mailweir.act;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mailweir.concurrent.Deadline;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Envelope;
import org.mailweir.mail.RawMessage;
import org.mailweir.mail.Recipient;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.Quarantine;
import org.mailweir.reinject.Opening;
import org.mailweir.reinject.ReinjectTransaction;
import org.mailweir.reinject.Reinjector;
import org.mailweir.reinject.SmtpReply;

/** A quarantine and a 10025 that do what a test tells them, and write down the order of events. */
final class Scene implements Quarantine, Reinjector {

  final List<String> events = new ArrayList<>();
  final Map<String, HeldMessage> held = new HashMap<>();
  final Map<String, String> delivered = new HashMap<>();
  Function<Recipient, SmtpReply> rcpt = r -> new SmtpReply(250, "2.1.5 Ok");
  Function<String, SmtpReply> dot = message -> new SmtpReply(250, "2.0.0 Ok: queued as Q1");
  boolean quarantineBroken;
  boolean portDown;
  boolean silentAfterDot;
  boolean crashAtDot;
  boolean noPlaces;

  @Override
  public void hold(HeldMessage record, RawMessage message) throws IOException {
    if (quarantineBroken) {
      throw new IOException("No space left on device");
    }
    events.add("hold " + names(record.envelopeFor(record.held())));
    held.put(record.id(), record);
  }

  @Override
  public Opening open(Envelope envelope, ClientInfo client) {
    if (portDown) {
      return new Opening.NotOpened(SmtpReply.tempfail("reinjection port is not available"));
    }
    events.add("open " + names(envelope));
    return new Opening.Opened(new Transaction(envelope));
  }

  static String names(Envelope envelope) {
    return String.join(
        "+", envelope.recipients().stream().map(r -> r.address().localPart()).toList());
  }

  /** What a test's 10025 does with one transaction. */
  private final class Transaction implements ReinjectTransaction {
    private final Envelope envelope;
    private String message = "";
    private boolean over;

    Transaction(Envelope envelope) {
      this.envelope = envelope;
    }

    @Override
    public List<SmtpReply> recipientReplies() {
      return envelope.recipients().stream().map(rcpt).toList();
    }

    @Override
    public SmtpReply send(Content content) {
      events.add("send " + names(envelope));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        content.writeTo(out);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      message = out.toString(StandardCharsets.ISO_8859_1);
      return new SmtpReply(250, "ready");
    }

    @Override
    public void dot() {
      events.add("dot " + names(envelope));
      over = true;
      if (crashAtDot) {
        throw new IllegalStateException("a bug");
      }
    }

    @Override
    public Committed answer(Deadline deadline) {
      if (silentAfterDot) {
        return new Committed.Unknown("timeout");
      }
      SmtpReply reply = dot.apply(message);
      if (reply.isPositive()) {
        for (Recipient recipient : envelope.recipients()) {
          if (rcpt.apply(recipient).isPositive()) {
            delivered.merge(recipient.address().localPart(), message, (a, b) -> a + "TWICE" + b);
          }
        }
      }
      return new Committed.Answered(reply);
    }

    @Override
    public void close() {
      if (!over) {
        events.add("abort " + names(envelope));
        over = true;
      }
    }
  }

  @Override
  public @Nullable Reservation reserve(int transactions) {
    return noPlaces ? null : () -> {};
  }

  @Override
  public Duration finalTimeout() {
    return Duration.ofSeconds(5);
  }

  @Override
  public int maxTransactions() {
    return 3;
  }

  @Override
  public int maxRecipients() {
    return 2;
  }

  @Override
  public List<HeldMessage> list(Predicate<HeldMessage> wanted, int limit) {
    return held.values().stream().filter(wanted).limit(limit).toList();
  }

  @Override
  public Optional<HeldMessage> find(TransactionId id) {
    return Optional.ofNullable(held.get(id.text()));
  }

  @Override
  public InputStream open(TransactionId id) throws IOException {
    throw new IOException("no test reads it");
  }

  @Override
  public HeldMessage change(TransactionId id, Change change) throws IOException {
    throw new IOException("no test changes it");
  }
}
