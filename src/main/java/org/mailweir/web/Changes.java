package org.mailweir.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The changes that are being made now, so that the end of the server waits for them: who interrupts
 * a release behind its last byte has delivered what the records call held.
 */
final class Changes {

  private int running;
  private boolean over;

  /** Whether a change may begin; then {@link #end} has to follow. */
  synchronized boolean begin() {
    if (over) {
      return false;
    }
    running++;
    return true;
  }

  synchronized void end() {
    running--;
    notifyAll();
  }

  /**
   * Lets no further change begin, and waits for those that run.
   *
   * @return whether all have ended in that time
   */
  synchronized boolean finish(Duration patience) {
    over = true;
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toNanos();
          running > 0 && left > 0;
          left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return running == 0;
  }
}
