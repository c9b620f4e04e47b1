package org.mailweir.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.mailweir.act.Order;
import org.mailweir.act.PlanExecutor;
import org.mailweir.act.RecipientResult;
import org.mailweir.decide.Decider;
import org.mailweir.decide.DeliveryPlan;
import org.mailweir.decide.Sent;
import org.mailweir.metrics.Live;
import org.mailweir.metrics.Metrics;
import org.mailweir.reinject.SmtpReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one message: teach, recall or examine, decide for each recipient, act, write the
 * journal.
 *
 * <p>Whatever goes wrong in here, the answer is an outcome, and it is temporary: the message is
 * still with Postfix.
 */
public final class MessagePipeline {

  private static final Logger LOG = LoggerFactory.getLogger(MessagePipeline.class);

  private final TrainingDesk desk;
  private final Examiner examiner;
  private final Decider decider;
  private final PlanExecutor executor;
  private final Journal journal;
  private final Chronicle chronicle;
  private final Metrics metrics;
  private final Tally tally;

  public MessagePipeline(
      TrainingDesk desk,
      Examiner examiner,
      Decider decider,
      PlanExecutor executor,
      Journal journal,
      Chronicle chronicle,
      Metrics metrics) {
    this.desk = desk;
    this.examiner = examiner;
    this.decider = decider;
    this.executor = executor;
    this.journal = journal;
    this.chronicle = chronicle;
    this.metrics = metrics;
    this.tally = new Tally(metrics);
  }

  /** Takes a message through its life; never throws. */
  public Outcome process(Transaction tx) {
    long start = System.nanoTime();
    metrics.count("messages_total");
    metrics.live().of(tx.id().text()).at(Live.Stage.TEACH);
    TrainingDesk.Served served = desk.serve(tx);
    Transaction rest = tx.without(served.recipients());
    Outcome outcome =
        rest.envelope().recipients().isEmpty()
            ? taught(tx, served, start)
            : deliver(tx, rest, served, start);
    tally.add(outcome, System.nanoTime() - start);
    desk.confirm(tx, served, outcome);
    return outcome;
  }

  private Outcome taught(Transaction tx, TrainingDesk.Served served, long start) {
    Outcome outcome = new Outcome(served.results());
    write(() -> journal.taught(tx, outcome, served.lines(), System.nanoTime() - start));
    return outcome;
  }

  private Outcome deliver(
      Transaction tx, Transaction rest, TrainingDesk.Served served, long start) {
    try {
      Examiner.Result result = examiner.examine(rest);
      List<RecipientResult> results = act(rest, result, served.anyWaits());
      List<String> lessons = new ArrayList<>(served.lines());
      lessons.addAll(TrainingDesk.Served.lines(desk.trap(rest, results)));
      Outcome outcome = Outcome.of(tx.envelope(), served.results(), results);
      write(() -> journal.done(tx, result, outcome, lessons, System.nanoTime() - start));
      chronicle.tell(tx, result.examined(), outcome);
      return outcome;
    } catch (Examiner.NotExamined e) {
      return deferred(tx, rest, served, e.why(), start);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return deferred(tx, rest, served, "shutting down", start);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("{}: unexpected error, the message stays with Postfix", tx.client().ident(), e);
      return deferred(tx, rest, served, "internal error", start);
    }
  }

  private List<RecipientResult> act(Transaction tx, Examiner.Result result, boolean othersWait)
      throws InterruptedException {
    Examined examined = result.examined();
    metrics.live().of(tx.id().text()).at(Live.Stage.DECIDE);
    DeliveryPlan plan =
        decider.plan(
            examined.verdicts(),
            new Sent(tx.envelope().sender(), examined.fromAddress(), tx.origin(), tx.client()),
            tx.envelope().recipients());
    return executor.carryOut(
        new Order(
            tx.id(),
            tx.envelope(),
            plan.holding(desk.held(tx)),
            examined.verdict(),
            tx.message(),
            tx.client(),
            examined.subject(),
            examined.from(),
            tx.oneReply(),
            othersWait,
            result.attempt(),
            tx.clientGone()));
  }

  /** What has become of the message does not depend on whether it could be written down. */
  private static void write(Runnable line) {
    try {
      line.run();
    } catch (RuntimeException e) {
      LOG.error("the journal line could not be written", e);
    }
  }

  private Outcome deferred(
      Transaction tx, Transaction rest, TrainingDesk.Served served, String why, long start) {
    metrics.count("deferred_total");
    SmtpReply reply = SmtpReply.tempfail(why);
    List<RecipientResult> results =
        rest.envelope().recipients().stream()
            .<RecipientResult>map(r -> new RecipientResult.Deferred(r, reply))
            .toList();
    Outcome outcome = Outcome.of(tx.envelope(), served.results(), results);
    write(() -> journal.failed(tx, outcome, served.lines(), why, System.nanoTime() - start));
    return outcome;
  }
}
