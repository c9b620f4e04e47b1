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
 * The first step of a plan: what is to be held goes to disk, as one copy for all its recipients,
 * each with the reason of his own policy.
 */
final class Holding {

  private static final Logger LOG = LoggerFactory.getLogger(Holding.class);
  private static final SmtpReply DISK = new SmtpReply(452, "4.3.1 quarantine cannot be written");

  private final Quarantine quarantine;
  private final Metrics metrics;
  private final Alarm alarm;

  Holding(Quarantine quarantine, Metrics metrics) {
    this(quarantine, metrics, new Alarm(System::nanoTime));
  }

  Holding(Quarantine quarantine, Metrics metrics, Alarm alarm) {
    this.quarantine = quarantine;
    this.metrics = metrics;
    this.alarm = alarm;
  }

  private record Copy(Recipient recipient, String reason) {}

  /** Holds for all Hold groups together; a disk that refuses makes them temporary failures. */
  List<RecipientResult> hold(Order order, List<DeliveryPlan.Group> groups) {
    List<Copy> copies = copies(groups);
    if (copies.isEmpty()) {
      return List.of();
    }
    try {
      quarantine.hold(record(order, copies), order.message());
    } catch (IOException e) {
      metrics.count("quarantine_errors_total");
      metrics.sources().unavailable("quarantine", String.valueOf(e.getMessage()));
      alarm.raise(LOG, "quarantine cannot be written; the mail stays with Postfix", e);
      return copies.stream()
          .<RecipientResult>map(c -> new RecipientResult.Deferred(c.recipient(), DISK))
          .toList();
    }
    metrics.sources().available("quarantine");
    metrics.count("held_total");
    return copies.stream()
        .<RecipientResult>map(c -> new RecipientResult.Held(c.recipient(), order.id(), c.reason()))
        .toList();
  }

  private static List<Copy> copies(List<DeliveryPlan.Group> groups) {
    List<Copy> copies = new ArrayList<>();
    for (DeliveryPlan.Group group : groups) {
      if (group.disposition() instanceof Disposition.Hold hold) {
        group.recipients().forEach(r -> copies.add(new Copy(r, hold.reason())));
      }
    }
    return copies;
  }

  private static HeldMessage record(Order order, List<Copy> copies) {
    return new HeldMessage(
        1,
        order.id().text(),
        Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
        order.envelope().sender().text(),
        order.envelope().parameters(),
        copies.stream().map(Holding::held).toList(),
        order.client(),
        order.subject(),
        order.from(),
        order.message().size(),
        order.message().sha256(),
        order.verdict().score(),
        copies.getFirst().reason(),
        order.verdict().findings(),
        order.verdict().missing().stream().map(Analysis.Missing::toString).toList());
  }

  private static HeldMessage.HeldRecipient held(Copy copy) {
    Recipient recipient = copy.recipient();
    return new HeldMessage.HeldRecipient(
        recipient.address().text(),
        recipient.notifyOn(),
        recipient.originalRecipient(),
        copy.reason(),
        HeldMessage.State.HELD,
        null,
        null);
  }
}
