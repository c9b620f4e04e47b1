package org.mailweir.act;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mailweir.concurrent.Deadline;
import org.mailweir.decide.DeliveryPlan;
import org.mailweir.decide.Disposition;
import org.mailweir.mail.Recipient;
import org.mailweir.metrics.Live;
import org.mailweir.metrics.Metrics;
import org.mailweir.quarantine.Quarantine;
import org.mailweir.reinject.Reinjector;
import org.mailweir.reinject.SmtpReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a plan out: holds first, then prepares every reinjection up to its final dot, then
 * commits them all.
 *
 * <p>A result says {@link RecipientResult.Delivered} or {@link RecipientResult.Held} only when
 * 10025 or the disk has the message. Everything else is a refusal that 10025 gave, or temporary.
 * With one reply for all recipients (SMTP), a first attempt on which 10025 refuses anybody delivers
 * to nobody, since most such refusals heal; from the second attempt on it serves those who can be
 * served and remembers them.
 */
public final class PlanExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(PlanExecutor.class);

  /** A client that waits that long may have given up meanwhile; to look costs a millisecond. */
  private static final long SLOW_NANOS = 1_000_000_000L;

  private static final SmtpReply TOGETHER =
      SmtpReply.tempfail("other recipients of this message were not accepted, trying all again");
  private static final SmtpReply GONE = SmtpReply.tempfail("client is gone");
  private static final SmtpReply BUSY =
      SmtpReply.tempfail("no connection to the reinjection port was free in time");

  private final Holding holding;
  private final Reinjector reinjector;
  private final PartialDeliveries partial;
  private final Metrics metrics;
  private final Signature signature;

  /**
   * Wires it up.
   *
   * @param signature who we are in the fields that we write
   */
  public PlanExecutor(
      Quarantine quarantine,
      Reinjector reinjector,
      PartialDeliveries partial,
      Metrics metrics,
      Signature signature) {
    this.holding = new Holding(quarantine, metrics);
    this.reinjector = reinjector;
    this.partial = partial;
    this.metrics = metrics;
    this.signature = signature;
  }

  /** One result for each recipient, in the order of the envelope. */
  public List<RecipientResult> carryOut(Order order) throws InterruptedException {
    long start = System.nanoTime();
    Map<Recipient, RecipientResult> results = new HashMap<>();
    List<DeliveryPlan.Group> groups = remaining(order, results);
    if (groups.stream().anyMatch(g -> g.disposition() instanceof Disposition.Hold)
        && isClientGone(order)) {
      return order.envelope().recipients().stream()
          .<RecipientResult>map(r -> new RecipientResult.Deferred(r, GONE))
          .toList();
    }
    hold(order, groups, results);
    List<Shipment> shipments = shipments(order, groups);
    int atOnce = reinjector.maxTransactions();
    for (int from = 0; from < shipments.size(); from += atOnce) {
      ship(order, shipments.subList(from, Math.min(shipments.size(), from + atOnce)), results);
    }
    boolean slow = System.nanoTime() - start > SLOW_NANOS;
    rememberPartial(order, results, slow && isClientGone(order));
    return order.envelope().recipients().stream()
        .map(r -> Objects.requireNonNull(results.get(r), "every recipient has a result"))
        .toList();
  }

  private void hold(
      Order order, List<DeliveryPlan.Group> groups, Map<Recipient, RecipientResult> results) {
    long start = System.nanoTime();
    live(order).at(Live.Stage.HOLD);
    List<RecipientResult> held = holding.hold(order, groups);
    held.forEach(r -> results.put(r.recipient(), r));
    if (!held.isEmpty()) {
      metrics.timer("hold_seconds").since(start);
    }
  }

  /** The groups without those whom an earlier attempt has served. */
  private List<DeliveryPlan.Group> remaining(Order order, Map<Recipient, RecipientResult> results) {
    List<DeliveryPlan.Group> groups = new ArrayList<>();
    for (DeliveryPlan.Group group : order.plan().groups()) {
      List<Recipient> open = new ArrayList<>();
      for (Recipient recipient : group.recipients()) {
        if (partial.isDone(order, recipient)) {
          results.put(recipient, new RecipientResult.DoneBefore(recipient));
        } else {
          open.add(recipient);
        }
      }
      if (!open.isEmpty()) {
        groups.add(new DeliveryPlan.Group(group.disposition(), group.verdict(), open));
      }
    }
    return groups;
  }

  private List<Shipment> shipments(Order order, List<DeliveryPlan.Group> groups) {
    List<Shipment> shipments = new ArrayList<>();
    int most = reinjector.maxRecipients();
    for (DeliveryPlan.Group group : groups) {
      if (group.disposition() instanceof Disposition.Hold) {
        continue;
      }
      HeaderEdits edits = edits(group);
      List<Recipient> all = group.recipients();
      for (int from = 0; from < all.size(); from += most) {
        List<Recipient> some = all.subList(from, Math.min(all.size(), from + most));
        shipments.add(new Shipment(reinjector, order, group.disposition(), edits, some));
      }
    }
    return shipments;
  }

  private HeaderEdits edits(DeliveryPlan.Group group) {
    String tag = group.disposition() instanceof Disposition.Tag t ? t.subjectTag() : "";
    return new HeaderEdits(
        SpamFields.of(group.verdict(), group.disposition(), signature),
        tag,
        signature.authservId());
  }

  private Live.Entry live(Order order) {
    return metrics.live().of(order.id().text());
  }

  private void ship(Order order, List<Shipment> shipments, Map<Recipient, RecipientResult> results)
      throws InterruptedException {
    long start = System.nanoTime();
    live(order).at(Live.Stage.REINJECT, "no connection is free yet");
    try (Reinjector.Reservation places = reinjector.reserve(shipments.size())) {
      if (places == null) {
        shipments.forEach(s -> s.giveUp(BUSY));
      } else {
        live(order).at(Live.Stage.REINJECT, "envelope");
        shipments.forEach(Shipment::open);
        deliver(order, shipments);
      }
    } finally {
      shipments.forEach(Shipment::close);
      metrics.timer("reinject_seconds").since(start);
      shipments.forEach(s -> s.results().forEach(r -> results.put(r.recipient(), r)));
    }
  }

  /** Sends everything but the dots, then all dots, then waits for the answers. */
  private void deliver(Order order, List<Shipment> shipments) {
    if (order.oneReply() && order.attempt() < 2 && anyRefused(shipments)) {
      shipments.forEach(s -> s.giveUp(TOGETHER));
      return;
    }
    live(order).at(Live.Stage.REINJECT, "message");
    shipments.forEach(Shipment::send);
    if (isClientGone(order)) {
      shipments.forEach(s -> s.giveUp(GONE));
      return;
    }
    Deadline deadline = Deadline.after(reinjector.finalTimeout());
    live(order).at(Live.Stage.REINJECT, "answer to the final dot");
    shipments.forEach(Shipment::dot);
    shipments.forEach(s -> s.settle(deadline));
  }

  private boolean isClientGone(Order order) {
    boolean gone = order.clientGone().getAsBoolean();
    if (gone) {
      metrics.count("client_gone_total");
    }
    return gone;
  }

  private static boolean anyRefused(List<Shipment> shipments) {
    return shipments.stream().anyMatch(Shipment::hasRefusals);
  }

  /** What is done must not be done again when the client is about to hear, or hears, a 4xx. */
  private void rememberPartial(
      Order order, Map<Recipient, RecipientResult> results, boolean clientGone) {
    List<Recipient> done = new ArrayList<>();
    boolean allDone = true;
    for (RecipientResult result : results.values()) {
      switch (result) {
        case RecipientResult.Delivered d -> done.add(d.recipient());
        case RecipientResult.Held h -> done.add(h.recipient());
        case RecipientResult.DoneBefore before -> {}
        case RecipientResult.Taught taught -> {}
        case RecipientResult.Deferred d -> allDone = false;
        case RecipientResult.Refused r -> allDone = false;
      }
    }
    boolean needed = clientGone || (order.oneReply() && (order.othersWait() || !allDone));
    if (done.isEmpty() || !needed) {
      return;
    }
    metrics.count("partial_delivery_total");
    LOG.warn(
        "{}: {} of {} recipients are done, and Postfix will hear nothing of it; the next attempt does"
            + " only the others. Over LMTP each recipient has a reply of his own",
        order.client().ident(),
        done.size(),
        results.size());
    try {
      partial.remember(order, done);
    } catch (IOException e) {
      LOG.error("{}: cannot remember them, duplicates are possible", order.client().ident(), e);
    }
  }
}
