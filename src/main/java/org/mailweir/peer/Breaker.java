package org.mailweir.peer;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Leaves a server alone that has failed several times in a row. After a while one question is let
 * through; its answer decides whether the others follow.
 */
final class Breaker {

  private final int failuresToOpen;
  private final long rest;
  private final LongSupplier clock;
  private int failures;
  private long openUntil;
  private boolean probing;

  /**
   * @param failuresToOpen in a row
   * @param rest how long the server is left alone
   * @param clock in nanoseconds, like {@link System#nanoTime}
   */
  Breaker(int failuresToOpen, Duration rest, LongSupplier clock) {
    this.failuresToOpen = failuresToOpen;
    this.rest = rest.toNanos();
    this.clock = clock;
  }

  /** Whether the server may be asked now; who is told so must say how it went. */
  synchronized boolean admits() {
    if (!isOpen()) {
      return true;
    }
    if (probing || clock.getAsLong() - openUntil < 0) {
      return false;
    }
    probing = true;
    return true;
  }

  synchronized boolean isOpen() {
    return failures >= failuresToOpen;
  }

  synchronized void succeeded() {
    failures = 0;
    probing = false;
  }

  synchronized void failed() {
    failures = Math.min(failuresToOpen, failures + 1);
    probing = false;
    openUntil = clock.getAsLong() + rest;
  }

  /** The question was not asked after all, or its failure says nothing about the server. */
  synchronized void undecided() {
    probing = false;
  }
}
