package org.mailweir.dns;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether a server is worth asking. It rests after so many tries in a row that met silence; when it
 * has rested, one try shows whether it is back, and it rests again if not. Thread-safe.
 *
 * <p>Silence counts only when the server has said nothing at all since the try began: a question
 * about a zone whose own servers are dead gets no answer, while the others of the same moment do.
 */
final class Breaker {

  private final int patience;
  private final Duration rest;
  private final LongSupplier nanoTime;
  private long lastHeard;
  private int silent;
  private boolean resting;
  private boolean onTrial;
  private long restedAt;

  Breaker(int patience, Duration rest, LongSupplier nanoTime) {
    this.patience = patience;
    this.rest = rest;
    this.nanoTime = nanoTime;
    this.lastHeard = nanoTime.getAsLong() - 1;
  }

  synchronized boolean isResting() {
    return resting;
  }

  /** True once after each rest: the caller now tries, and says how that ended. */
  synchronized boolean takeTrial() {
    if (!resting || onTrial || nanoTime.getAsLong() - restedAt < 0) {
      return false;
    }
    onTrial = true;
    return true;
  }

  /** The server said something, whatever it was. */
  synchronized void heard() {
    lastHeard = nanoTime.getAsLong();
    silent = 0;
    resting = false;
    onTrial = false;
  }

  /** A try that began then has met silence. Returns whether the server begins to rest by that. */
  synchronized boolean silent(long since) {
    if (lastHeard - since >= 0 || (resting && !onTrial)) {
      return false;
    }
    silent++;
    boolean begins = !resting && silent >= patience;
    if (begins || onTrial) {
      resting = true;
      onTrial = false;
      restedAt = nanoTime.getAsLong() + rest.toNanos();
    }
    return begins;
  }
}
