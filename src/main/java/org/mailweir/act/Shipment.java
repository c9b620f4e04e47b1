package org.mailweir.act;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
  private static final SmtpReply TOGETHER =
      SmtpReply.tempfail("other recipients of this message were not accepted, trying all again");

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
    switch (reinjector.open(order.envelope().to(recipients), order.client())) {
      case Opening.NotOpened(SmtpReply reply) -> recipients.forEach(r -> refuse(r, reply));
      case Opening.Opened(ReinjectTransaction opened) -> {
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
    }
  }

  boolean hasRefusals() {
    return !results.isEmpty();
  }

  /** Gives up those who were accepted, because others were not. */
  void giveUp() {
    giveUp(TOGETHER);
  }

  void giveUp(SmtpReply reply) {
    accepted.forEach(r -> refuse(r, reply));
    accepted = List.of();
    close();
  }

  /** The message, all but its final dot. */
  void send() {
    if (transaction == null || accepted.isEmpty()) {
      close();
      return;
    }
    SmtpReply reply = transaction.send(out -> edits.write(order.message(), out));
    if (!reply.isPositive()) {
      giveUp(reply);
    }
  }

  /** The final dot. A refusal of what we changed is tried once more unchanged. */
  void commit() {
    if (transaction == null) {
      return;
    }
    Committed committed = transaction.commit();
    if (committed instanceof Committed.Answered(SmtpReply reply)
        && reply.isPermanent()
        && !edits.isNone()) {
      LOG.warn("{}: 10025 answered {}, trying without our changes", order.client().ident(), reply);
      committed = commitUnchanged(reply);
    }
    settle(committed);
  }

  private Committed commitUnchanged(SmtpReply refusal) {
    close();
    Opening again = reinjector.open(order.envelope().to(accepted), order.client());
    if (!(again instanceof Opening.Opened(ReinjectTransaction opened))) {
      return new Committed.Answered(refusal);
    }
    transaction = opened;
    if (!opened.recipientReplies().stream().allMatch(SmtpReply::isPositive)
        || !opened.send(out -> HeaderEdits.NONE.write(order.message(), out)).isPositive()) {
      return new Committed.Answered(SmtpReply.tempfail("reinjection port answered " + refusal));
    }
    return opened.commit();
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
