package org.mailweir.review;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailweir.concurrent.Deadline;
import org.mailweir.mail.Envelope;
import org.mailweir.mail.Recipient;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.HeldMessage.HeldRecipient;
import org.mailweir.quarantine.HeldMessage.State;
import org.mailweir.quarantine.Quarantine;
import org.mailweir.reinject.Opening;
import org.mailweir.reinject.ReinjectTransaction;
import org.mailweir.reinject.ReinjectTransaction.Committed;
import org.mailweir.reinject.Reinjector;
import org.mailweir.reinject.SmtpReply;

/**
 * Releases and deletes held mail, for one recipient or for all.
 *
 * <p>A release goes straight to 10025, byte for byte and with the original envelope, so that
 * nothing judges it again. Both are idempotent: a copy that is released or deleted already stays as
 * it is. While one of them works on a message, in whatever process, the other waits. A message
 * whose bytes are not those that were held is never sent.
 */
public final class Review {

  private final Quarantine quarantine;
  private final Reinjector reinjector;

  public Review(Quarantine quarantine, Reinjector reinjector) {
    this.quarantine = quarantine;
    this.reinjector = reinjector;
  }

  /** What became of one recipient. */
  public sealed interface Result {
    String recipient();

    /** It is in that state now. */
    record Done(String recipient, State state, String reply) implements Result {}

    /** It was in that state already; nothing was done. */
    record Already(String recipient, State state) implements Result {}

    /** 10025 did not take it, or its bytes are damaged; it is still held. */
    record Failed(String recipient, String why) implements Result {}
  }

  /**
   * Delivers held copies.
   *
   * @param only the recipient, or null for all
   * @throws IOException when there is no such message or recipient, or the record cannot be written
   */
  public List<Result> release(TransactionId id, @Nullable String only) throws IOException {
    List<Result> results = new ArrayList<>();
    quarantine.change(
        id,
        now -> {
          List<HeldRecipient> wanted = wanted(now, only, results);
          return wanted.isEmpty() ? now : with(now, reinject(now, wanted, results));
        });
    return results;
  }

  /**
   * Deletes held copies. The bytes go when every recipient's copy is deleted.
   *
   * @param only the recipient, or null for all
   * @throws IOException when there is no such message or recipient, or the record cannot be written
   */
  public List<Result> delete(TransactionId id, @Nullable String only) throws IOException {
    List<Result> results = new ArrayList<>();
    quarantine.change(
        id,
        now -> {
          Map<String, HeldRecipient> changed = new HashMap<>();
          for (HeldRecipient recipient : wanted(now, only, results)) {
            changed.put(recipient.address(), recipient.now(State.DELETED, timestamp(), null));
            results.add(new Result.Done(recipient.address(), State.DELETED, ""));
          }
          return with(now, changed);
        });
    return results;
  }

  /** Those who are meant and still held; the others get their result here. */
  private static List<HeldRecipient> wanted(
      HeldMessage message, @Nullable String only, List<Result> results) throws IOException {
    List<HeldRecipient> meant =
        message.recipients().stream().filter(r -> only == null || r.is(only)).toList();
    if (meant.isEmpty()) {
      throw new IOException(message.id() + " is not held for " + only);
    }
    List<HeldRecipient> wanted = new ArrayList<>();
    for (HeldRecipient recipient : meant) {
      if (recipient.state() == State.HELD) {
        wanted.add(recipient);
      } else {
        results.add(new Result.Already(recipient.address(), recipient.state()));
      }
    }
    return wanted;
  }

  private Map<String, HeldRecipient> reinject(
      HeldMessage message, List<HeldRecipient> wanted, List<Result> results) throws IOException {
    HeldBytes bytes = new HeldBytes(quarantine, message);
    String damage = bytes.verify();
    if (damage != null) {
      wanted.forEach(r -> results.add(new Result.Failed(r.address(), damage)));
      return Map.of();
    }
    Map<String, HeldRecipient> changed = new HashMap<>();
    int most = reinjector.maxRecipients();
    for (int from = 0; from < wanted.size(); from += most) {
      List<HeldRecipient> some = wanted.subList(from, Math.min(wanted.size(), from + most));
      List<SmtpReply> replies = deliver(message, bytes, some);
      for (int i = 0; i < some.size(); i++) {
        String address = some.get(i).address();
        SmtpReply reply = replies.get(i);
        if (reply.isPositive()) {
          changed.put(address, some.get(i).now(State.RELEASED, timestamp(), reply.toString()));
          results.add(new Result.Done(address, State.RELEASED, reply.toString()));
        } else {
          results.add(new Result.Failed(address, reply.toString()));
        }
      }
    }
    return changed;
  }

  /** One transaction; gives one reply for each recipient. */
  private List<SmtpReply> deliver(HeldMessage message, HeldBytes bytes, List<HeldRecipient> some)
      throws IOException {
    Envelope envelope = message.envelopeFor(some);
    try (Reinjector.Reservation place = reinjector.reserve(1)) {
      if (place == null) {
        throw new IOException("no connection to the reinjection port was free in time");
      }
      return switch (reinjector.open(envelope, message.client())) {
        case Opening.NotOpened(SmtpReply reply) -> same(reply, envelope.recipients());
        case Opening.Opened(ReinjectTransaction transaction) -> {
          try (transaction) {
            yield send(bytes, transaction);
          }
        }
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private List<SmtpReply> send(HeldBytes bytes, ReinjectTransaction transaction) {
    List<SmtpReply> replies = transaction.recipientReplies();
    if (replies.stream().noneMatch(SmtpReply::isPositive)) {
      return replies;
    }
    SmtpReply end = transaction.send(bytes);
    String damage = bytes.trouble();
    if (damage != null) {
      end = SmtpReply.tempfail(damage);
    } else if (end.isPositive()) {
      transaction.dot();
      end =
          switch (transaction.answer(Deadline.after(reinjector.finalTimeout()))) {
            case Committed.Answered(SmtpReply reply) -> reply;
            case Committed.Unknown(String why) ->
                SmtpReply.tempfail("no answer to the final dot, it may be delivered: " + why);
          };
    }
    SmtpReply forAccepted = end;
    return replies.stream().map(r -> r.isPositive() ? forAccepted : r).toList();
  }

  private static List<SmtpReply> same(SmtpReply reply, List<Recipient> recipients) {
    return recipients.stream().map(r -> reply).toList();
  }

  private static HeldMessage with(HeldMessage message, Map<String, HeldRecipient> changed) {
    return message.with(
        message.recipients().stream().map(r -> changed.getOrDefault(r.address(), r)).toList());
  }

  private static String timestamp() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
