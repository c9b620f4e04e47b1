package org.mailweir.act;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.mailweir.check.Analysis;
import org.mailweir.decide.DeliveryPlan;
import org.mailweir.decide.Disposition;
import org.mailweir.mail.Recipient;
import org.mailweir.metrics.Metrics;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.Quarantine;
import org.mailweir.reinject.SmtpReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first step of a plan: what is to be held goes to disk, as one copy for all its recipients.
 */
final class Holding {

  private static final Logger LOG = LoggerFactory.getLogger(Holding.class);
  private static final SmtpReply DISK = new SmtpReply(452, "4.3.1 quarantine cannot be written");

  private final Quarantine quarantine;
  private final Metrics metrics;

  Holding(Quarantine quarantine, Metrics metrics) {
    this.quarantine = quarantine;
    this.metrics = metrics;
  }

  /** Holds for all Hold groups together; a disk that refuses makes them temporary failures. */
  List<RecipientResult> hold(Order order, List<DeliveryPlan.Group> groups) {
    List<Recipient> recipients = new ArrayList<>();
    String reason = "";
    for (DeliveryPlan.Group group : groups) {
      if (group.disposition() instanceof Disposition.Hold hold) {
        recipients.addAll(group.recipients());
        reason = reason.isEmpty() ? hold.reason() : reason;
      }
    }
    if (recipients.isEmpty()) {
      return List.of();
    }
    String why = reason;
    try {
      quarantine.hold(record(order, recipients, why), order.message());
    } catch (IOException e) {
      metrics.count("quarantine_errors_total");
      LOG.error("quarantine cannot be written; the mail stays with Postfix", e);
      return recipients.stream()
          .<RecipientResult>map(r -> new RecipientResult.Deferred(r, DISK))
          .toList();
    }
    metrics.count("held_total");
    return recipients.stream()
        .<RecipientResult>map(r -> new RecipientResult.Held(r, order.id(), why))
        .toList();
  }

  private static HeldMessage record(Order order, List<Recipient> recipients, String reason) {
    return new HeldMessage(
        1,
        order.id().text(),
        Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
        order.envelope().sender().text(),
        order.envelope().parameters(),
        recipients.stream().map(Holding::held).toList(),
        order.client(),
        order.subject(),
        order.from(),
        order.message().size(),
        order.message().sha256(),
        order.verdict().score(),
        reason,
        order.verdict().findings(),
        order.verdict().missing().stream().map(Analysis.Missing::toString).toList());
  }

  private static HeldMessage.HeldRecipient held(Recipient recipient) {
    return new HeldMessage.HeldRecipient(
        recipient.address().text(),
        recipient.notifyOn(),
        recipient.originalRecipient(),
        HeldMessage.State.HELD,
        null,
        null);
  }
}
