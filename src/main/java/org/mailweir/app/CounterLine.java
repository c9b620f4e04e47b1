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

/** Writes all counters to the log now and then, and once at the end. */
final class CounterLine implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CounterLine.class);

  private final Metrics metrics;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("counters").factory());
  private SortedMap<String, Long> written = new java.util.TreeMap<>();

  CounterLine(Metrics metrics, Duration every) {
    this.metrics = metrics;
    timer.scheduleAtFixedRate(
        this::write, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void write() {
    SortedMap<String, Long> now = metrics.snapshot();
    if (!now.equals(written)) {
      written = now;
      LOG.info("{}", text(now));
    }
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
  }
}
