package org.mailweir.act;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailweir.concurrent.Deadline;
import org.mailweir.decide.Disposition;
import org.mailweir.mail.Recipient;
import org.mailweir.reinject.Opening;
import org.mailweir.reinject.ReinjectTransaction;
import org.mailweir.reinject.ReinjectTransaction.Committed;
import org.mailweir.reinject.Reinjector;
import org.mailweir.reinject.SmtpReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reinjection on its way: opened, sent, committed, or given up at any step. It always ends with
 * one result for each of its recipients.
 */
final class Shipment {

  private static final Logger LOG = LoggerFactory.getLogger(Shipment.class);

  private final Reinjector reinjector;
  private final Order order;
  private final Disposition disposition;
  private final HeaderEdits edits;
  private final List<Recipient> recipients;
  private final List<RecipientResult> results = new ArrayList<>();

  private List<Recipient> accepted = new ArrayList<>();
  private @Nullable ReinjectTransaction transaction;

  Shipment(
      Reinjector reinjector,
      Order order,
      Disposition disposition,
      HeaderEdits edits,
      List<Recipient> recipients) {
    this.reinjector = reinjector;
    this.order = order;
    this.disposition = disposition;
    this.edits = edits;
    this.recipients = recipients;
  }

  /** MAIL and RCPT. Recipients that are refused have their result from here on. */
  void open() {
    guarded(
        () -> {
          switch (reinjector.open(order.envelope().to(recipients), order.client())) {
            case Opening.NotOpened(SmtpReply reply) -> recipients.forEach(r -> refuse(r, reply));
            case Opening.Opened(ReinjectTransaction opened) -> sort(opened);
          }
        });
  }

  private void sort(ReinjectTransaction opened) {
    transaction = opened;
    List<SmtpReply> replies = opened.recipientReplies();
    for (int i = 0; i < recipients.size(); i++) {
      if (replies.get(i).isPositive()) {
        accepted.add(recipients.get(i));
      } else {
        refuse(recipients.get(i), replies.get(i));
      }
    }
  }

  boolean hasRefusals() {
    return !results.isEmpty();
  }

  /** Gives up those who have no result yet. */
  void giveUp(SmtpReply reply) {
    Set<Recipient> settled = new HashSet<>();
    results.forEach(r -> settled.add(r.recipient()));
    recipients.stream().filter(r -> !settled.contains(r)).forEach(r -> refuse(r, reply));
    accepted = List.of();
    close();
  }

  /** The message, all but its final dot. */
  void send() {
    guarded(
        () -> {
          if (transaction == null || accepted.isEmpty()) {
            close();
            return;
          }
          SmtpReply reply = transaction.send(out -> edits.write(order.message(), out));
          if (!reply.isPositive()) {
            giveUp(reply);
          }
        });
  }

  /** The final dot. */
  void dot() {
    guarded(
        () -> {
          if (transaction != null) {
            transaction.dot();
          }
        });
  }

  /** Waits for the answer to the dot. A refusal of what we changed is tried once more unchanged. */
  void settle(Deadline deadline) {
    guarded(
        () -> {
          if (transaction == null) {
            return;
          }
          Committed committed = transaction.answer(deadline);
          if (committed instanceof Committed.Answered(SmtpReply reply)
              && reply.isPermanent()
              && !edits.isNone()) {
            committed = unchanged(reply, deadline);
          }
          settle(committed);
        });
  }

  private Committed unchanged(SmtpReply refusal, Deadline deadline) {
    LOG.warn("{}: 10025 answered {}, trying without our changes", order.client().ident(), refusal);
    close();
    SmtpReply later = SmtpReply.tempfail("reinjection port answered " + refusal);
    if (order.clientGone().getAsBoolean()) {
      return new Committed.Answered(later);
    }
    return switch (reinjector.open(order.envelope().to(accepted), order.client())) {
      case Opening.NotOpened(SmtpReply reply) ->
          new Committed.Answered(reply.isPermanent() ? reply : later);
      case Opening.Opened(ReinjectTransaction opened) -> {
        transaction = opened;
        boolean ready =
            opened.recipientReplies().stream().allMatch(SmtpReply::isPositive)
                && opened.send(out -> HeaderEdits.NONE.write(order.message(), out)).isPositive();
        if (!ready) {
          yield new Committed.Answered(later);
        }
        opened.dot();
        yield opened.answer(deadline);
      }
    };
  }

  private void settle(Committed committed) {
    switch (committed) {
      case Committed.Answered(SmtpReply reply) -> {
        for (Recipient recipient : accepted) {
          if (reply.isPositive()) {
            results.add(new RecipientResult.Delivered(recipient, disposition, reply));
          } else {
            refuse(recipient, reply);
          }
        }
      }
      case Committed.Unknown(String why) -> {
        LOG.error(
            "{}: no answer to the final dot ({}); duplicate possible id={}",
            order.client().ident(),
            why,
            order.id());
        SmtpReply unknown = SmtpReply.tempfail("no answer from the reinjection port");
        accepted.forEach(r -> refuse(r, unknown));
      }
    }
    accepted = List.of();
  }

  /** A bug in one shipment must not make the others forget what they have done. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.error("{}: unexpected error, duplicate possible", order.client().ident(), e);
      giveUp(SmtpReply.tempfail("internal error"));
    }
  }

  private void refuse(Recipient recipient, SmtpReply reply) {
    results.add(
        reply.isPermanent()
            ? new RecipientResult.Refused(recipient, reply)
            : new RecipientResult.Deferred(recipient, reply));
  }

  List<RecipientResult> results() {
    return results;
  }

  void close() {
    if (transaction != null) {
      transaction.close();
      transaction = null;
    }
  }
}
