package org.mailweir.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.mailweir.act.RecipientResult;
import org.mailweir.concurrent.Workers;
import org.mailweir.learn.inbox.Learned;
import org.mailweir.learn.inbox.Receipts;
import org.mailweir.learn.inbox.TrainingAddresses;
import org.mailweir.learn.inbox.TrainingInbox;
import org.mailweir.learn.inbox.Wish;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Recipient;
import org.mailweir.metrics.Metrics;
import org.mailweir.reinject.SmtpReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves those recipients that are training addresses, before anything else is done with a message,
 * and says what must not be delivered because of them.
 *
 * <p>A training address is {@link RecipientResult.Taught} only when every lesson of the message is
 * durable; trouble of ours is temporary, and to teach the same once more changes nothing. Who may
 * not teach is not refused, for Postfix would bounce that to a sender who may be forged: his
 * message is held, like that to a spam trap, so that nothing is lost.
 */
public final class TrainingDesk {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingDesk.class);
  private static final SmtpReply NOT_WRITTEN =
      SmtpReply.tempfail("the lesson could not be written, it is tried again");
  private static final String STRANGER = "sent to a training address by somebody who may not teach";
  private static final String DEADLY =
      "the process died each time this message was read; nothing was learned of it";
  private static final String TRAP = "sent to a spam trap";

  private final TrainingAddresses addresses;
  private final TrainingInbox inbox;
  private final Receipts receipts;
  private final Workers workers;
  private final CrashJournal crashes;
  private final Duration patience;
  private final Metrics metrics;

  /**
   * Opens it.
   *
   * @param patience how long reading one message may take
   */
  public TrainingDesk(
      TrainingAddresses addresses,
      TrainingInbox inbox,
      Receipts receipts,
      Workers workers,
      CrashJournal crashes,
      Duration patience,
      Metrics metrics) {
    this.addresses = addresses;
    this.inbox = inbox;
    this.receipts = receipts;
    this.workers = workers;
    this.crashes = crashes;
    this.patience = patience;
    this.metrics = metrics;
  }

  /**
   * What was done for training addresses.
   *
   * @param results one for each of them
   * @param learned what came of it, those left out that must be tried again
   */
  record Served(List<RecipientResult> results, List<Learned> learned) {

    List<Recipient> recipients() {
      return results.stream().map(RecipientResult::recipient).toList();
    }

    /** Whether one of them must be tried again. */
    boolean anyWaits() {
      return results.stream().anyMatch(r -> r instanceof RecipientResult.Deferred);
    }

    /** The lines for the journal. */
    List<String> lines() {
      return lines(learned);
    }

    static List<String> lines(List<Learned> learned) {
      List<String> lines = new ArrayList<>();
      for (Learned one : learned) {
        one.lessons().forEach(l -> lines.add(one.wish().word() + " " + l.line()));
        if (!one.trouble().isEmpty()) {
          lines.add(one.wish().word() + " " + one.trouble());
        }
      }
      return lines;
    }
  }

  /** Teaches for each training address, if the sender may teach. Never throws. */
  Served serve(Transaction tx) {
    List<RecipientResult> results = new ArrayList<>();
    List<Learned> learned = new ArrayList<>();
    for (Recipient recipient : tx.envelope().recipients()) {
      Wish wish = addresses.wish(recipient.address());
      if (wish != null && mayTeach(tx) && !isPoison(tx)) {
        results.add(serve(tx, recipient, wish, learned));
      }
    }
    return new Served(results, learned);
  }

  /** Who was read each time the process died is not read again, but held: it may be innocent. */
  private boolean isPoison(Transaction tx) {
    return crashes.isPoison(tx.message().sha256());
  }

  private boolean mayTeach(Transaction tx) {
    return addresses.mayTeach(tx.origin(), tx.client(), tx.envelope().sender());
  }

  private RecipientResult serve(
      Transaction tx, Recipient recipient, Wish wish, List<Learned> learned) {
    try {
      MailAddress teacher = tx.envelope().sender();
      Learned taught = read(tx, wish, recipient.address(), teacher);
      learned.add(taught);
      metrics.count("training_messages_total");
      metrics.add("training_lessons_total", taught.lessons().size());
      return new RecipientResult.Taught(recipient, taught.summary());
    } catch (IOException e) {
      metrics.count("training_deferred_total");
      LOG.error("{}: {}; it stays with Postfix", tx.client().ident(), e.getMessage());
      return new RecipientResult.Deferred(recipient, NOT_WRITTEN);
    }
  }

  private Learned read(Transaction tx, Wish wish, MailAddress address, MailAddress teacher)
      throws IOException {
    return inTurn(tx, () -> inbox.take(tx.message(), wish, address, teacher));
  }

  private <T> T inTurn(Transaction tx, Callable<T> task) throws IOException {
    try (CrashJournal.Turn turn = crashes.turn(tx.message().sha256(), patience)) {
      if (turn == null) {
        throw new IOException("others that were being read at a crash come first");
      }
      return onWorker(tx, task);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("shutting down", e);
    }
  }

  /** Reading mail needs a deep stack, and must leave processors for the others. */
  private <T> T onWorker(Transaction tx, Callable<T> task) throws IOException {
    Workers.Job<T> job = workers.submit(() -> guarded(tx, task));
    try {
      if (!job.awaitStart(patience)) {
        throw new IOException("no worker was free in time to read a training message");
      }
      return job.get(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("shutting down", e);
    } catch (TimeoutException e) {
      throw new IOException("reading a training message took too long", e);
    } catch (ExecutionException e) {
      LOG.error("{}: a training message could not be learned", tx.client().ident(), e.getCause());
      throw new IOException("a training message could not be learned: " + e.getCause(), e);
    } finally {
      job.abandon();
    }
  }

  private <T> T guarded(Transaction tx, Callable<T> task) throws Exception {
    try (CrashJournal.Entry entry = crashes.enter(tx.message().sha256())) {
      if (entry == null) {
        LOG.warn("crash journal is full; {} is read without it", tx.client().ident());
      }
      return task.call();
    }
  }

  /** Recipients whose copy must be held, with the reason; asked for those that are not served. */
  Map<Recipient, String> held(Transaction tx) {
    Map<Recipient, String> reasons = new LinkedHashMap<>();
    for (Recipient recipient : tx.envelope().recipients()) {
      if (addresses.wish(recipient.address()) != null) {
        metrics.count("training_refused_total");
        reasons.put(recipient, mayTeach(tx) ? DEADLY : STRANGER);
      } else if (isTrapped(tx, recipient)) {
        reasons.put(recipient, TRAP);
      }
    }
    return reasons;
  }

  private boolean isTrapped(Transaction tx, Recipient recipient) {
    return !mayTeach(tx)
        && tx.origin() == org.mailweir.mail.Origin.OUTSIDE
        && addresses.isTrap(recipient.address());
  }

  /**
   * Teaches what was held for a spam trap. A lesson that fails is only logged: the mail is held.
   */
  List<Learned> trap(Transaction tx, List<RecipientResult> results) {
    for (RecipientResult result : results) {
      Recipient recipient = result.recipient();
      if (result instanceof RecipientResult.Held && isTrapped(tx, recipient)) {
        try {
          metrics.count("trapped_total");
          return List.of(inTurn(tx, () -> inbox.trap(tx.message(), recipient.address())));
        } catch (IOException e) {
          LOG.error("{}: spam trap not learned: {}", tx.client().ident(), e.getMessage());
          return List.of();
        }
      }
    }
    return List.of();
  }

  /** Tells the teacher, if he wants to know and Postfix will not come again. */
  void confirm(Transaction tx, Served served, Outcome outcome) {
    boolean last = tx.oneReply() ? outcome.single().isPositive() : !served.anyWaits();
    if (last && !served.learned().isEmpty()) {
      receipts.send(tx.origin(), tx.envelope().sender(), tx.message(), served.learned());
    }
  }
}
