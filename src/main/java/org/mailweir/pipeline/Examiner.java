package org.mailweir.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mailweir.check.Analysis;
import org.mailweir.check.CheckInput;
import org.mailweir.check.CheckRunner;
import org.mailweir.check.CheckSettings;
import org.mailweir.concurrent.Deadline;
import org.mailweir.concurrent.Workers;
import org.mailweir.decide.Decider;
import org.mailweir.decide.Scorer;
import org.mailweir.decide.Verdict;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Envelope;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.Origin;
import org.mailweir.mail.RawMessage;
import org.mailweir.mail.TransactionId;
import org.mailweir.metrics.Live;
import org.mailweir.metrics.Metrics;
import org.mailweir.parse.FromField;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParsedMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parses and checks one message on a worker, within the deadlines, once.
 *
 * <p>What cannot be examined fails: twice with {@link NotExamined}, which becomes a 4xx; after that
 * the message goes on with an incomplete verdict, for mail that is late for ever is lost. A check
 * that the administrator requires is waited for without end. A message that killed the process
 * three times goes on unexamined.
 */
public final class Examiner {

  private static final Logger LOG = LoggerFactory.getLogger(Examiner.class);
  private static final int FAILURES_TO_DEFER = 2;
  private static final int MAX_TEXT = 400;
  private static final String FIRST =
      """
      Received: from localhost (localhost [127.0.0.1]) by localhost; Fri, 20 Nov 2026 00:00:00 +0000
      From: =?utf-8?q?warm=2Dup?= <nobody@localhost>
      Subject: words
      Content-Type: multipart/alternative; boundary=b

      --b
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      words=20and https://example.org/
      --b
      Content-Type: text/html

      <p>words and <a href="https://example.org/">a link</a></p>
      --b--
      """;

  private final MessageParser parser;
  private final CheckRunner runner;
  private final CheckSettings settings;
  private final Workers workers;
  private final CrashJournal crashes;
  private final VerdictMemory memory;
  private final Metrics metrics;
  private final Witness witness;
  private final Personal personal;

  /** Sees each message that was analysed, on the worker that did it; must be quick. */
  public interface Witness {

    /**
     * Whatever it throws is logged and changes nothing.
     *
     * @return under which digest the message is remembered; empty when it is not
     */
    String analysed(Origin origin, ParsedMessage message, Verdict verdict);
  }

  /** Who has taught the classifier himself may have a verdict of his own. */
  public interface Personal {

    /** Nobody has. */
    Personal NOBODY = (message, common) -> address -> common;

    /**
     * The verdict for each recipient. What it throws is logged, and all have the common one.
     *
     * @param common what all others get
     */
    Decider.VerdictFor verdicts(ParsedMessage message, Verdict common);
  }

  public Examiner(
      MessageParser parser,
      CheckRunner runner,
      CheckSettings settings,
      Workers workers,
      CrashJournal crashes,
      VerdictMemory memory,
      Metrics metrics,
      Witness witness,
      Personal personal) {
    this.parser = parser;
    this.runner = runner;
    this.settings = settings;
    this.workers = workers;
    this.crashes = crashes;
    this.memory = memory;
    this.metrics = metrics;
    this.witness = witness;
    this.personal = personal;
  }

  /**
   * Has a worker examine a small message that nobody waits for: the first one costs many times what
   * the others do.
   */
  public void warmUp() {
    Envelope envelope = new Envelope(MailAddress.NULL, MailParameters.NONE, List.of());
    RawMessage message = InMemoryMessage.of(FIRST);
    TransactionId id = TransactionId.at(System.currentTimeMillis());
    Transaction tx =
        new Transaction(
            id, Origin.INSIDE, false, envelope, ClientInfo.UNKNOWN, message, () -> false);
    workers.submit(() -> analyse(tx));
  }

  /**
   * The result of an examination.
   *
   * @param recalled whether it was known already
   * @param attempt how often this message has come, this time included
   */
  record Result(Examined examined, boolean recalled, int attempt) {}

  /** The message could not be examined now; it must stay with Postfix. */
  static final class NotExamined extends Exception {
    private static final long serialVersionUID = 1;

    private final String why;
    private final boolean counts;

    /**
     * Says why.
     *
     * @param counts whether it is the message's own fault, so that it does not wait for ever
     */
    NotExamined(String why, boolean counts) {
      super(why, null, false, false);
      this.why = why;
      this.counts = counts;
    }

    /** In a few words, for the reply and the journal. */
    String why() {
      return why;
    }
  }

  Result examine(Transaction tx) throws NotExamined, InterruptedException {
    VerdictMemory.Recall recall =
        memory.recall(
            new VerdictMemory.Key(
                tx.message().sha256(), tx.envelope().sender(), tx.client(), tx.origin()));
    if (!recall.mine()) {
      metrics.count("recalled_total");
      live(tx).at(Live.Stage.QUEUE, "another copy is analysed");
      return new Result(await(recall), true, recall.attempt());
    }
    metrics.count("analyses_total");
    try {
      Examined examined = examineNow(tx, recall);
      recall.succeed(examined);
      return new Result(examined, false, recall.attempt());
    } catch (NotExamined | InterruptedException | RuntimeException | Error e) {
      recall.fail(e);
      throw e;
    }
  }

  private Live.Entry live(Transaction tx) {
    return metrics.live().of(tx.id().text());
  }

  /** A chunk waits for the one that came first. */
  private Examined await(VerdictMemory.Recall recall) throws NotExamined, InterruptedException {
    try {
      return recall
          .examined()
          .get(2 * settings.hardDeadline().toMillis() + 1_000, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | CancellationException e) {
      throw new NotExamined("analysis by another chunk of this message failed", false);
    }
  }

  private Examined examineNow(Transaction tx, VerdictMemory.Recall recall)
      throws NotExamined, InterruptedException {
    try {
      if (crashes.isPoison(tx.message().sha256())) {
        return skipped(tx);
      }
      if (recall.isStillRunning()) {
        throw new NotExamined("an earlier analysis has still not ended", true);
      }
      return inTurn(tx, recall);
    } catch (NotExamined e) {
      return incomplete(e, recall);
    }
  }

  private Examined inTurn(Transaction tx, VerdictMemory.Recall recall)
      throws NotExamined, InterruptedException {
    Duration patience = settings.hardDeadline().dividedBy(4);
    try (CrashJournal.Turn turn = crashes.turn(tx.message().sha256(), patience)) {
      if (turn == null) {
        throw new NotExamined("others that were in analysis at a crash come first", false);
      }
      return onWorker(tx, recall);
    }
  }

  private Examined onWorker(Transaction tx, VerdictMemory.Recall recall)
      throws NotExamined, InterruptedException {
    long start = System.nanoTime();
    live(tx).at(Live.Stage.QUEUE, "no worker is free yet");
    Workers.Job<Examined> job =
        workers.submit(
            () -> {
              metrics.timer("worker_wait_seconds").since(start);
              return guarded(tx);
            });
    if (!job.awaitStart(settings.hardDeadline())) {
      metrics.count("analysis_queue_timeout_total");
      throw new NotExamined("no worker was free in time", false);
    }
    try {
      return job.get(settings.hardDeadline());
    } catch (TimeoutException e) {
      LOG.error("{}: analysis did not end in time", tx.client().ident());
      recall.leftRunning(job::hasEnded);
      throw new NotExamined(
          "analysis took longer than " + settings.hardDeadline().toSeconds() + " s", true);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NotExamined known) {
        throw known;
      }
      LOG.error("{}: analysis failed", tx.client().ident(), e.getCause());
      throw new NotExamined("analysis failed", true);
    } finally {
      job.abandon();
    }
  }

  private Examined guarded(Transaction tx) throws NotExamined, InterruptedException {
    try (CrashJournal.Entry entry = crashes.enter(tx.message().sha256())) {
      if (entry == null) {
        LOG.warn("crash journal is full; {} is analysed without it", tx.client().ident());
      }
      return analyse(tx);
    }
  }

  private Examined analyse(Transaction tx) throws NotExamined, InterruptedException {
    long start = System.nanoTime();
    Deadline deadline = Deadline.after(settings.softDeadline());
    Live.Entry live = live(tx);
    live.at(Live.Stage.PARSE);
    ParsedMessage message = parser.parse(tx.message());
    if (live.isFollowed()) { // not the warm-up, which takes many times as long
      metrics.timer("parse_seconds").since(start);
    }
    CheckInput input =
        new CheckInput(
            message,
            tx.message(),
            tx.envelope().sender(),
            tx.client(),
            tx.origin(),
            List.of(),
            deadline);
    live.at(Live.Stage.CHECK);
    Analysis analysis = runner.run(input, live);
    if (live.isFollowed()) {
      metrics.timer("analysis_seconds").since(start);
    }
    requireNeeded(analysis);
    Verdict verdict = Scorer.verdict(analysis);
    String digest = tell(tx, message, verdict);
    String from = message.headers().value("From");
    return new Examined(
        verdict,
        verdicts(tx, message, verdict),
        cut(message.headers().value("Subject")),
        cut(from),
        FromField.address(from),
        cut(message.headers().value("Message-ID")),
        digest,
        Duration.ofNanos(System.nanoTime() - start));
  }

  private String tell(Transaction tx, ParsedMessage message, Verdict verdict) {
    if (tx.envelope().recipients().isEmpty()) {
      return ""; // the warm-up
    }
    try {
      return witness.analysed(tx.origin(), message, verdict);
    } catch (RuntimeException e) {
      LOG.error("{}: what was seen could not be remembered", tx.client().ident(), e);
      return "";
    }
  }

  private Decider.VerdictFor verdicts(Transaction tx, ParsedMessage message, Verdict common) {
    try {
      return personal.verdicts(message, common);
    } catch (RuntimeException e) {
      LOG.error("{}: personal models could not be asked", tx.client().ident(), e);
      return address -> common;
    }
  }

  private void requireNeeded(Analysis analysis) throws NotExamined {
    for (Analysis.Missing missing : analysis.missing()) {
      if (settings.required().contains(missing.check())) {
        throw new NotExamined("required check is unavailable, " + missing, false);
      }
    }
  }

  /** What cannot be examined goes on in the end, unless a check is required for all mail. */
  private Examined incomplete(NotExamined why, VerdictMemory.Recall recall) throws NotExamined {
    if (!why.counts
        || recall.countFailure() <= FAILURES_TO_DEFER
        || !settings.required().isEmpty()) {
      throw why;
    }
    metrics.count("scan_incomplete_total");
    LOG.error("giving up: {}", why.why());
    return unexamined(Verdict.Scan.INCOMPLETE);
  }

  private Examined skipped(Transaction tx) throws NotExamined {
    metrics.count("poison_total");
    if (!settings.required().isEmpty()) {
      throw new NotExamined("the process died each time this message was analysed", false);
    }
    LOG.error(
        "{}: this message was in analysis each time the process died; it passes unexamined",
        tx.client().ident());
    return unexamined(Verdict.Scan.SKIPPED_CRASH);
  }

  private static Examined unexamined(Verdict.Scan scan) {
    Verdict verdict = Scorer.unknown(scan);
    return new Examined(verdict, address -> verdict, "", "", "", "", "", Duration.ZERO);
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }
}
