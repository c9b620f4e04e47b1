package org.mailweir.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mailweir.metrics.Metrics;
import org.mailweir.safeio.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what came through lately.
 *
 * <p>Mail never waits for it: a thread of its own writes, some messages at a time, and when that is
 * behind, or the disk is full, messages are missing here, and counted. What was not yet written is
 * lost with the process. A damaged file is put aside and a new one begun. Thread-safe.
 */
public final class History implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(History.class);
  private static final int QUEUE = 5_000;
  private static final int BATCH = 2_000;
  private static final long GATHER_MILLIS = 500;
  private static final long SHRINK_EVERY_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final HistorySettings settings;
  private final Metrics metrics;
  private final BlockingQueue<Passage> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread writer;
  private volatile boolean open = true;
  private boolean failing;
  private @Nullable Table reading;

  private History(HistorySettings settings, Metrics metrics) {
    this.settings = settings;
    this.metrics = metrics;
    this.writer = Thread.ofPlatform().name("history").daemon().unstarted(this::write);
  }

  /**
   * Begins. Never fails: what cannot be used is named in the log and tried again.
   *
   * @param settings with an absolute file
   */
  public static History open(HistorySettings settings, Metrics metrics) {
    History history = new History(settings, metrics);
    if (history.isOn()) {
      history.writer.start();
    }
    return history;
  }

  /** To look only, beside a daemon that writes. */
  public static History openToRead(HistorySettings settings) {
    History history = new History(settings, new Metrics());
    history.open = false;
    return history;
  }

  private boolean isOn() {
    return !settings.keep().isZero();
  }

  /** Remembers a message; waits for nothing and never throws. */
  public void record(Passage passage) {
    if (isOn() && open && !queue.offer(passage)) {
      metrics.count("history_dropped_total");
    }
  }

  private void write() {
    Table table = null;
    long shrunk = System.nanoTime() - SHRINK_EVERY_NANOS;
    while (open || !queue.isEmpty()) {
      List<Passage> batch = batch();
      try {
        if (table == null) {
          table = opened();
        }
        if (!batch.isEmpty()) {
          table.add(batch);
        }
        if (System.nanoTime() - shrunk >= SHRINK_EVERY_NANOS) {
          table.shrink(Instant.now().minus(settings.keep()), settings.messages());
          shrunk = System.nanoTime();
        }
        failing = false;
      } catch (IOException | RuntimeException e) {
        failed(batch.size(), e);
        table = aside(table, e);
      }
    }
    if (table != null) {
      table.close();
    }
  }

  /** Waits for a message and a little longer, for the others. */
  private List<Passage> batch() {
    List<Passage> batch = new ArrayList<>();
    try {
      Passage first = queue.poll(GATHER_MILLIS, TimeUnit.MILLISECONDS);
      if (first != null) {
        batch.add(first);
        if (open && queue.size() < BATCH) {
          Thread.sleep(GATHER_MILLIS);
        }
        queue.drainTo(batch, BATCH - 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      open = false;
    }
    return batch;
  }

  private Table opened() throws IOException {
    Path folder = settings.file().toAbsolutePath().getParent();
    if (folder != null) {
      AtomicFile.createFolders(folder);
    }
    return Table.open(settings.file());
  }

  /** One line for a disk that stays full, not one for each message. */
  private void failed(int lost, Exception e) {
    metrics.add("history_dropped_total", Math.max(1, lost));
    if (!failing) {
      LOG.warn(
          "{} cannot be written, the list of recent mail has holes: {}",
          settings.file(),
          e.toString());
    }
    failing = true;
  }

  private @Nullable Table aside(@Nullable Table table, Exception e) {
    if (!(e instanceof DamagedHistoryException)) {
      return table;
    }
    if (table != null) {
      table.close();
    }
    stopReading();
    Path file = settings.file();
    try {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".damaged"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-wal"));
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
    } catch (IOException again) {
      LOG.warn("{} is damaged and cannot be put aside: {}", file, again.toString());
    }
    return null;
  }

  private interface Question<T> {
    T of(Table table) throws IOException;
  }

  private synchronized <T> T ask(Question<T> question, T nothing) throws IOException {
    if (!isOn() || !Files.exists(settings.file())) {
      return nothing;
    }
    Table table = reading;
    if (table == null) {
      table = Table.open(settings.file());
      reading = table;
    }
    try {
      return question.of(table);
    } catch (IOException | RuntimeException e) {
      table.close();
      reading = null;
      throw e instanceof IOException io ? io : new IOException(settings.file() + ": " + e, e);
    }
  }

  /**
   * Messages that are meant, newest first.
   *
   * @param offset how many to pass over
   * @param limit at most that many
   */
  public List<Passage> find(Look look, int offset, int limit) throws IOException {
    return ask(t -> t.find(look, offset, limit), List.of());
  }

  /** One message. */
  public Optional<Passage> get(String id) throws IOException {
    return ask(t -> t.get(id), Optional.empty());
  }

  /**
   * What happened in one hour.
   *
   * @param messages how many, by the worst fate of their copies
   * @param unavailable how many messages went without a check, by its name
   */
  public record Hour(Instant start, Map<Fate, Long> messages, Map<String, Long> unavailable) {}

  /** The hours since then in which there was mail. */
  public List<Hour> hours(Instant since) throws IOException {
    return ask(t -> t.hours(since), List.of());
  }

  /** How many messages had a score from that whole number to the next. */
  public SortedMap<Integer, Long> scores(Instant since) throws IOException {
    return ask(t -> t.scores(since), new java.util.TreeMap<>());
  }

  /** Writes what is waiting. */
  @Override
  public void close() {
    open = false;
    try {
      writer.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stopReading();
  }

  private synchronized void stopReading() {
    if (reading != null) {
      reading.close();
      reading = null;
    }
  }
}
