package org.mailweir.learn;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.bayes.BayesSettings;
import org.mailweir.check.bayes.Model;
import org.mailweir.check.bayes.ModelSource;
import org.mailweir.check.bayes.Prior;
import org.mailweir.learn.foreign.ForeignPrior;
import org.mailweir.store.Change;
import org.mailweir.store.DamagedLogException;
import org.mailweir.store.ForeignCounts;
import org.mailweir.store.Lesson;
import org.mailweir.store.LessonFilter;
import org.mailweir.store.LessonStatus;
import org.mailweir.store.LogSize;
import org.mailweir.store.TrainingLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Teaches: the only way in. Thread-safe. Each lesson is durable before the answer.
 *
 * <p>Idempotent: the same message with the same label counts once; with the other label it moves
 * over; forget takes it back. Every method but {@link #current()} throws IOException when the log
 * cannot be read or written; nothing is learned then, and asking again later is right.
 *
 * <p>Several processes may teach at once: each sees what the others wrote within a second. Scoring
 * waits for none of this: {@link #current()} takes no lock. After something was taken back, a new
 * model is built from the log in the background and put in place of the old one.
 */
public final class Trainer implements ModelSource, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration SAVE_EVERY = Duration.ofMinutes(10);
  private static final Duration TRIM_EVERY = Duration.ofSeconds(30);
  private static final long MANY_EVENTS = 1_000;
  private static final long WORTH_A_SNAPSHOT = 200;

  /** Own lessons of each kind after which an import is not asked any more. */
  private static final long FADED = 4_000;

  private static final String ADMINISTRATOR = "command line";

  private final LogOpener opener;
  private final LearnSettings settings;
  private final BayesSettings bayes;
  private final Clock clock;
  private final ScheduledExecutorService background =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("learn").factory());

  private final Object lock = new Object();
  private @Nullable Desk desk;
  private boolean closed;
  private String trouble = "";
  private volatile long followedAt = System.nanoTime();
  private long retryAt;
  private long savedAt = System.nanoTime();
  private long trimmedAt = System.nanoTime();
  private long rebuiltAt = System.nanoTime();
  private long rebuildTook;
  private volatile @Nullable Model model;
  private volatile @Nullable Prior prior;
  private volatile @Nullable Runnable whenEnough;

  private Trainer(LogOpener opener, LearnSettings settings, BayesSettings bayes, Clock clock) {
    this.opener = opener;
    this.settings = settings;
    this.bayes = bayes;
    this.clock = clock;
  }

  /**
   * Opens what was learned. Never fails: while the log cannot be used, {@link #current()} is null
   * or what was known before, teaching throws, and it is tried again every few seconds.
   */
  public static Trainer open(LogOpener opener, LearnSettings settings, BayesSettings bayes) {
    return open(opener, settings, bayes, Clock.systemUTC());
  }

  static Trainer open(LogOpener opener, LearnSettings settings, BayesSettings bayes, Clock clock) {
    Trainer trainer = new Trainer(opener, settings, bayes, clock);
    trainer.tick();
    trainer.background.scheduleWithFixedDelay(
        trainer::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    return trainer;
  }

  @Override
  public @Nullable Model current() {
    return model;
  }

  /**
   * Null also once there are so many own lessons that it would hardly count, and only cost time.
   */
  @Override
  public @Nullable Prior prior() {
    Model now = model;
    return now != null && Math.min(now.spamLessons(), now.hamLessons()) >= FADED ? null : prior;
  }

  /**
   * Has something done once, soon after the model has learnt enough to be certain of anything;
   * nothing when it has already, since whoever asks now sees that.
   */
  public void whenLearntEnough(Runnable action) {
    whenEnough = hasLearntEnough() ? null : action;
  }

  private boolean hasLearntEnough() {
    Model now = model;
    return now != null && now.hasLearntEnough();
  }

  private void tellIfEnough() {
    Runnable action = whenEnough;
    if (action != null && hasLearntEnough()) {
      whenEnough = null;
      action.run();
    }
  }

  /** Learns one message. */
  public LessonResult teach(Teaching teaching) throws IOException {
    return teachAll(List.of(teaching)).getFirst();
  }

  /** Learns messages in their order, those of the administrator with one commit. */
  public List<LessonResult> teachAll(List<Teaching> teachings) throws IOException {
    return with(d -> d.teachAll(teachings));
  }

  /**
   * Takes back the lesson of a message, whatever it said; a parked one is discarded.
   *
   * @param authoritative the administrator says it
   */
  public LessonResult forget(String digest, String who, String source, boolean authoritative)
      throws IOException {
    return with(d -> d.settle((j, m) -> j.forget(digest, who, source, authoritative)));
  }

  /**
   * Somebody takes back one lesson that he gave, and nobody else's of the same message.
   *
   * @param teacher as the lesson names him
   */
  public LessonResult undoOwn(long number, String teacher, String source) throws IOException {
    return with(d -> d.settle((j, m) -> j.undoOwn(number, teacher, source)));
  }

  /** The administrator takes back one lesson. */
  public LessonResult undo(long number, String who) throws IOException {
    return with(d -> d.settle((j, m) -> j.undo(number, LessonStatus.ACTIVE, who, ADMINISTRATOR)));
  }

  /** The administrator puts a parked lesson in force. */
  public LessonResult confirm(long number, String who) throws IOException {
    return with(d -> d.settle((j, m) -> j.confirm(number, who, ADMINISTRATOR)));
  }

  /** The administrator throws a parked lesson away. */
  public LessonResult discard(long number, String who) throws IOException {
    return with(d -> d.settle((j, m) -> j.undo(number, LessonStatus.DISPUTED, who, ADMINISTRATOR)));
  }

  /**
   * Brings along what another filter learned, in place of what was brought from it before. It is
   * evidence that fades as own lessons grow.
   *
   * @param counts with an empty table to take it back
   */
  public void bring(ForeignCounts counts, String who) throws IOException {
    with(
        d -> {
          d.bring(new Change.Import(counts, clock.instant(), who, ADMINISTRATOR));
          return true;
        });
  }

  /** What was brought from other filters. */
  public List<ForeignCounts> imports() throws IOException {
    return with(d -> d.log().imports());
  }

  /** Newest first. */
  public List<Lesson> lessons(LessonFilter filter) throws IOException {
    return with(d -> d.log().lessons(filter));
  }

  public LogSize size() throws IOException {
    return with(d -> d.log().size());
  }

  /** What is done with an open log. */
  private interface Work<T> {
    T on(Desk desk) throws IOException;
  }

  private <T> T with(Work<T> work) throws IOException {
    synchronized (lock) {
      if (closed) {
        throw new IOException("the training log is closed");
      }
      Desk open = desk == null ? openDesk() : desk;
      try {
        T result = work.on(open);
        publish(open);
        return result;
      } catch (DamagedLogException e) {
        closeDesk();
        throw e;
      }
    }
  }

  private void publish(Desk from) throws IOException {
    model = from.fold().model();
    if (from.fold().importsChanged()) {
      prior = ForeignPrior.of(from.log().imports());
    }
  }

  private Desk openDesk() throws IOException {
    TrainingLog log = opener.open();
    try {
      Desk opened = new Desk(log, settings, bayes, clock);
      desk = opened;
      publish(opened);
      return opened;
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  private void closeDesk() {
    if (desk != null) {
      desk.close();
      desk = null;
    }
  }

  /** What has to be done now and then; it never ends the thread. */
  private void tick() {
    try {
      boolean rebuild;
      synchronized (lock) {
        rebuild = work();
      }
      if (rebuild) {
        rebuild();
      }
      tellIfEnough();
    } catch (DamagedLogException e) {
      synchronized (lock) {
        closeDesk();
      }
      troubled(e);
    } catch (IOException | RuntimeException e) {
      troubled(e);
    }
  }

  /** Returns whether a new model has to be built. */
  private boolean work() throws IOException {
    if (closed) {
      return false;
    }
    long now = System.nanoTime();
    Desk open = desk;
    if (open == null) {
      if (retryAt != 0 && now - retryAt < 0) {
        return false;
      }
      retryAt = now + RETRY.toNanos();
      open = openDesk();
    }
    open.follow();
    publish(open);
    followedAt = now;
    keep(open, now);
    if (!trouble.isEmpty()) {
      trouble = "";
      LOG.info("the training log can be used again");
    }
    // At most a tenth of the time goes into this, however much is taken back.
    return !open.fold().isExact() && now - rebuiltAt > 10 * rebuildTook;
  }

  private void keep(Desk open, long now) throws IOException {
    boolean due = open.unsaved() > 0 && now - savedAt > SAVE_EVERY.toNanos();
    if (due || open.unsaved() >= MANY_EVENTS) {
      savedAt = now;
      open.save();
    }
    if (now - trimmedAt > TRIM_EVERY.toNanos()) {
      trimmedAt = now;
      open.trim();
    }
  }

  /** Builds a model from the log, with a connection of its own, while the old one serves. */
  private void rebuild() throws IOException {
    long start = System.nanoTime();
    Optional<? extends TrainingLog> log = opener.openToRead();
    if (log.isEmpty()) {
      return;
    }
    try (TrainingLog own = log.get()) {
      Fold fresh = Fold.start(own, bayes);
      fresh.follow(own);
      synchronized (lock) {
        if (desk != null && desk.replace(fresh)) {
          publish(desk);
        }
      }
    }
    rebuiltAt = System.nanoTime();
    rebuildTook = rebuiltAt - start;
  }

  private void troubled(Exception e) {
    String text = String.valueOf(e.getMessage());
    if (!text.equals(trouble)) {
      trouble = text;
      String serving =
          model == null ? "the classifier is unavailable" : "the model of before goes on serving";
      LOG.error("the training log cannot be used, {}: {}", serving, text);
    }
  }

  /**
   * For the counters: lessons in force of each kind, those that are parked, and how many seconds
   * ago the model was known to hold all of them; 1 for unavailable when there is no model.
   */
  public Map<String, Long> figures() {
    Map<String, Long> figures = new TreeMap<>();
    figures.put("model_age_seconds", (System.nanoTime() - followedAt) / 1_000_000_000);
    figures.put("model_unavailable", model == null ? 1L : 0L);
    try {
      LogSize size = size();
      figures.put("spam", size.spam());
      figures.put("ham", size.ham());
      figures.put("disputed", size.disputed());
      figures.put("feature_bytes", size.featureBytes());
    } catch (IOException e) {
      figures.put("log_unavailable", 1L);
    }
    return figures;
  }

  @Override
  public void close() {
    background.shutdown(); // not now: an interrupt would tear files that are being written
    synchronized (lock) {
      closed = true;
      try {
        if (desk != null && desk.unsaved() >= WORTH_A_SNAPSHOT) {
          desk.save();
          desk.trim();
        }
      } catch (IOException e) {
        LOG.warn(
            "no snapshot of the model was saved, the next start takes longer: {}", e.toString());
      }
      closeDesk();
    }
  }
}
