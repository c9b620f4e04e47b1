package org.mailweir.act;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * An error that may come with every message, such as a full disk: each time one line, but the stack
 * trace at most once a minute, since a log that fills the rest of the disk helps nobody.
 */
final class Alarm {

  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final LongSupplier nanoTime;
  private @Nullable Long lastTrace;

  /**
   * An alarm that has not been raised yet.
   *
   * @param nanoTime as {@link System#nanoTime()}
   */
  Alarm(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void raise(Logger log, String what, Exception why) {
    if (traceIsDue()) {
      log.error(what, why);
    } else {
      log.error("{}: {}", what, why.toString());
    }
  }

  private synchronized boolean traceIsDue() {
    long now = nanoTime.getAsLong();
    boolean due = lastTrace == null || now - lastTrace >= PAUSE.toNanos();
    lastTrace = due ? Long.valueOf(now) : lastTrace;
    return due;
  }
}
