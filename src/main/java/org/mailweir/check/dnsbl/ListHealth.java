package org.mailweir.check.dnsbl;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a list is worth asking. One that refuses, lists the whole world, or answers nonsense is
 * left alone for a while, each time in a row for twice as long; one that is silent, for a minute.
 * Thread-safe.
 */
final class ListHealth {

  private static final Logger LOG = LoggerFactory.getLogger(ListHealth.class);

  private static final int PATIENCE = 20;
  private static final Duration REST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** How long a list that passed its test is believed without another one. */
  private static final Duration TEST_EVERY = Duration.ofHours(1);

  private final String name;
  private final Duration offFor;
  private final LongSupplier nanoTime;
  private int silent;
  private int inARow;
  private @Nullable String off;
  private long offUntil;
  private @Nullable String doubt;
  private @Nullable CompletableFuture<Void> test;
  private long testedAt;

  ListHealth(String name, Duration offFor, LongSupplier nanoTime) {
    this.name = name;
    this.offFor = offFor;
    this.nanoTime = nanoTime;
  }

  String name() {
    return name;
  }

  /** Why it is not asked now; null when it may be. */
  synchronized @Nullable String off() {
    if (off != null && nanoTime.getAsLong() - offUntil >= 0) {
      LOG.info("DNS list {} is asked again", name);
      off = null;
      silent = 0;
      test = null;
    }
    return off;
  }

  /**
   * The test that is under way, or the last one; completes when its outcome is known here.
   *
   * @param start begins a test, and tells {@link #passed}, {@link #wrong} or {@link #untested}
   */
  synchronized CompletableFuture<Void> test(Supplier<CompletableFuture<Void>> start) {
    if (test == null || nanoTime.getAsLong() - testedAt >= TEST_EVERY.toNanos()) {
      testedAt = nanoTime.getAsLong();
      test = new CompletableFuture<>();
      CompletableFuture<Void> ended = test;
      start.get().whenComplete((nothing, failure) -> ended.complete(null));
    }
    return test;
  }

  /** It passed its test, so that what went before is forgiven. */
  synchronized void passed() {
    inARow = 0;
    doubt = null;
  }

  /** It is asked all the same, but that something is not listed is not to be believed. */
  synchronized void doubtful(String why) {
    if (doubt == null) {
      LOG.warn("DNS list {}: {}; its silence is not believed", name, why);
    }
    doubt = why;
  }

  /** Why what it does not list may be listed all the same; null when it passed its test. */
  synchronized @Nullable String doubt() {
    return doubt;
  }

  /** There was no answer; the next message tries again. */
  synchronized void untested() {
    testedAt = nanoTime.getAsLong() - TEST_EVERY.toNanos();
  }

  /** It said something sensible. */
  synchronized void answered() {
    silent = 0;
  }

  /** It had no answer within the time. */
  synchronized void silent() {
    silent++;
    if (off == null && silent >= PATIENCE) {
      off("timeout", REST);
    }
  }

  /** It must not be asked for a while. */
  synchronized void wrong(String why) {
    if (off == null) {
      Duration time = offFor.multipliedBy(1L << Math.min(inARow, 20));
      inARow++;
      off(why, time.compareTo(LONGEST) > 0 ? LONGEST : time);
    }
  }

  private void off(String why, Duration time) {
    LOG.warn("DNS list {}: {}; it is not asked for {} minutes", name, why, time.toMinutes());
    off = why;
    offUntil = nanoTime.getAsLong() + time.toNanos();
  }
}
