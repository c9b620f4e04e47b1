package org.mailweir.concurrent;

import java.time.Duration;

/**
 * A point on the monotonic clock. Immune to jumps of the wall clock.
 *
 * @param nanoTime the value of {@link System#nanoTime()} at which it passes
 */
public record Deadline(long nanoTime) {

  public static Deadline after(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Time left; zero when it has passed. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  public boolean passed() {
    return System.nanoTime() - nanoTime >= 0;
  }

  /** The earlier of this deadline and one that far from now. */
  public Deadline atMost(Duration time) {
    long other = System.nanoTime() + time.toNanos();
    return other - nanoTime < 0 ? new Deadline(other) : this;
  }
}
