package org.mailweir.pipeline;

import java.util.List;
import org.mailweir.act.Order;
import org.mailweir.act.PlanExecutor;
import org.mailweir.act.RecipientResult;
import org.mailweir.decide.Decider;
import org.mailweir.decide.DeliveryPlan;
import org.mailweir.metrics.Metrics;
import org.mailweir.reinject.SmtpReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one message: recall or examine, decide for each recipient, act, write the journal.
 *
 * <p>Whatever goes wrong in here, the answer is an outcome, and it is temporary: the message is
 * still with Postfix.
 */
public final class MessagePipeline {

  private static final Logger LOG = LoggerFactory.getLogger(MessagePipeline.class);

  private final Examiner examiner;
  private final Decider decider;
  private final PlanExecutor executor;
  private final Journal journal;
  private final Metrics metrics;

  public MessagePipeline(
      Examiner examiner, Decider decider, PlanExecutor executor, Journal journal, Metrics metrics) {
    this.examiner = examiner;
    this.decider = decider;
    this.executor = executor;
    this.journal = journal;
    this.metrics = metrics;
  }

  /** Takes a message through its life; never throws. */
  public Outcome process(Transaction tx) {
    long start = System.nanoTime();
    metrics.count("messages_total");
    try {
      Examiner.Result result = examiner.examine(tx);
      Outcome outcome = new Outcome(act(tx, result));
      write(() -> journal.done(tx, result, outcome, System.nanoTime() - start));
      return outcome;
    } catch (Examiner.NotExamined e) {
      return deferred(tx, e.why(), start);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return deferred(tx, "shutting down", start);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("{}: unexpected error, the message stays with Postfix", tx.client().ident(), e);
      return deferred(tx, "internal error", start);
    }
  }

  private List<RecipientResult> act(Transaction tx, Examiner.Result result)
      throws InterruptedException {
    Examined examined = result.examined();
    DeliveryPlan plan =
        decider.plan(
            address -> examined.verdict(), tx.envelope(), examined.fromAddress(), tx.origin());
    return executor.carryOut(
        new Order(
            tx.id(),
            tx.envelope(),
            plan,
            examined.verdict(),
            tx.message(),
            tx.client(),
            examined.subject(),
            examined.from(),
            tx.oneReply(),
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

  private Outcome deferred(Transaction tx, String why, long start) {
    metrics.count("deferred_total");
    SmtpReply reply = SmtpReply.tempfail(why);
    Outcome outcome =
        new Outcome(
            tx.envelope().recipients().stream()
                .<RecipientResult>map(r -> new RecipientResult.Deferred(r, reply))
                .toList());
    write(() -> journal.failed(tx, outcome, why, System.nanoTime() - start));
    return outcome;
  }
}
