package org.mailweir.learn.auto;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** At most so many in any hour. Thread-safe. */
final class HourlyBound {

  private static final long HOUR = Duration.ofHours(1).toNanos();

  private final int most;
  private final LongSupplier nanoTime;
  private final Deque<Long> taken = new ArrayDeque<>();

  HourlyBound(int most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
  }

  /** Takes one, if there is one left. */
  synchronized boolean take() {
    long now = nanoTime.getAsLong();
    while (!taken.isEmpty() && now - taken.getFirst() >= HOUR) {
      taken.removeFirst();
    }
    if (taken.size() >= most) {
      return false;
    }
    taken.addLast(now);
    return true;
  }
}
