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
  private final Trainer trainer;
  private volatile Map<String, Long> lessons = Map.of();
  private volatile Status.Stored seen = new Status.Stored(now(), -1, -1, -1, -1, -1);

  Stock(Path stateDir, Supplier<QuarantineFolder> quarantine, Trainer trainer, Metrics metrics) {
    this.stateDir = stateDir;
    this.quarantine = quarantine;
    this.trainer = trainer;
    metrics.table("lessons", "figure", () -> lessons);
    metrics.gauge("quarantine_messages", () -> seen.held());
    metrics.gauge("state_free_bytes", () -> seen.freeBytes());
  }

  Status.Stored seen() {
    return seen;
  }

  /** Counts anew; what cannot be counted is -1. */
  void count() {
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

  private long held() {
    try (HeldList held = new HeldList(quarantine.get())) {
      return held.count();
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
