package org.mailweir.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Supplier;
import org.mailweir.control.Status;
import org.mailweir.learn.Trainer;
import org.mailweir.metrics.Metrics;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.review.HeldList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is kept, counted now and then by a thread of its own: to count can wait for a lock or a
 * disk, and who asks for the status must not.
 */
final class Stock {

  private static final Logger LOG = LoggerFactory.getLogger(Stock.class);

  private final Path stateDir;
  private final Supplier<QuarantineFolder> quarantine;
  private final HeldList held;
  private final Trainer trainer;
  private final Metrics metrics;
  private volatile Map<String, Long> lessons = Map.of();
  private volatile Status.Stored seen = new Status.Stored(now(), -1, -1, -1, -1, -1);

  /**
   * @param quarantine where mail is held now
   * @param held the list that the web pages use too, so that it is looked through once at a time
   */
  Stock(
      Path stateDir,
      Supplier<QuarantineFolder> quarantine,
      HeldList held,
      Trainer trainer,
      Metrics metrics) {
    this.stateDir = stateDir;
    this.quarantine = quarantine;
    this.held = held;
    this.trainer = trainer;
    this.metrics = metrics;
    metrics.table("lessons", "figure", () -> lessons);
    metrics.gauge("quarantine_messages", () -> seen.held());
    metrics.gauge("state_free_bytes", () -> seen.freeBytes());
  }

  Status.Stored seen() {
    return seen;
  }

  /** Counts anew; what cannot be counted is -1. */
  void count() {
    probe();
    Map<String, Long> figures = trainer.figures();
    lessons = figures;
    seen =
        new Status.Stored(
            now(),
            held(),
            figures.getOrDefault("spam", -1L),
            figures.getOrDefault("ham", -1L),
            figures.getOrDefault("disputed", -1L),
            free());
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A quarantine that could not be written: the next message to be held may be far away. */
  private void probe() {
    if (!metrics.sources().silent().containsKey("quarantine")) {
      return;
    }
    try {
      quarantine.get().probe();
      metrics.sources().available("quarantine");
    } catch (IOException e) {
      LOG.debug("the quarantine can still not be written", e);
    }
  }

  private long held() {
    try {
      return held.count().orElse(seen.held());
    } catch (IOException e) {
      LOG.debug("held mail could not be counted", e);
      return -1;
    }
  }

  private long free() {
    try {
      return Files.getFileStore(stateDir).getUsableSpace();
    } catch (IOException e) {
      return -1;
    }
  }
}
