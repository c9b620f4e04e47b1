package org.mailweir.app;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.mailweir.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes all counters to the log now and then, and once at the end. Of tables, such as what each
 * rule has cost, it names the {@value #LARGEST} largest entries every hour.
 */
final class CounterLine implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CounterLine.class);

  private static final int LARGEST = 10;

  private final Metrics metrics;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("counters").factory());
  private SortedMap<String, Long> written = new java.util.TreeMap<>();

  CounterLine(Metrics metrics, Duration every) {
    this.metrics = metrics;
    timer.scheduleAtFixedRate(
        this::write, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    timer.scheduleAtFixedRate(this::writeTables, 1, 1, TimeUnit.HOURS);
  }

  private synchronized void write() {
    SortedMap<String, Long> now = metrics.snapshot();
    if (!now.equals(written)) {
      written = now;
      LOG.info("{}", text(now));
    }
  }

  private void writeTables() {
    metrics.tables().forEach((name, values) -> writeLargest(name, values));
  }

  private static void writeLargest(String name, Map<String, Long> values) {
    String largest = largest(values);
    if (!largest.isEmpty()) {
      LOG.info("largest {}: {}", name, largest);
    }
  }

  /** The largest entries that are not zero, the largest first. */
  static String largest(Map<String, Long> values) {
    return values.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(LARGEST)
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  private static String text(Map<String, Long> counters) {
    return counters.entrySet().stream()
        .map(c -> c.getKey() + "=" + c.getValue())
        .collect(Collectors.joining(" "));
  }

  @Override
  public void close() {
    timer.shutdownNow();
    write();
    writeTables();
  }
}
