package org.mailweir.app;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.mailweir.metrics.Metrics;
import org.mailweir.quarantine.Expiry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes held mail whose time is over, a minute after the start and then every hour. */
final class Expiring implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Expiring.class);

  private final Supplier<Expiry> expiry;
  private final Metrics metrics;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("expiry").factory());

  /**
   * @param expiry as it is configured at the time
   */
  Expiring(Supplier<Expiry> expiry, Metrics metrics) {
    this.expiry = expiry;
    this.metrics = metrics;
    timer.scheduleAtFixedRate(this::run, 1, 60, TimeUnit.MINUTES);
  }

  private void run() {
    try {
      int removed =
          expiry.get().run(Instant.now(), id -> metrics.count("quarantine_expired_total"));
      if (removed > 0) {
        LOG.info("removed {} held messages whose time was over", removed);
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("held mail whose time was over could not all be removed", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
