package org.mailweir.check.rules.pattern;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the memory of all automata of a rule set together. When it is used up, all states are
 * forgotten and made again as texts need them.
 */
public final class StatePool {

  private final long most;
  private final AtomicLong used = new AtomicLong();
  private final AtomicInteger generation = new AtomicInteger();

  /**
   * @param most bytes, estimated
   */
  public StatePool(long most) {
    this.most = most;
  }

  int generation() {
    return generation.get();
  }

  void charge(long bytes) {
    if (used.addAndGet(bytes) > most) {
      used.set(0);
      generation.incrementAndGet();
    }
  }

  /** Bytes in use, estimated. */
  public long used() {
    return used.get();
  }

  /** How often all states were forgotten. */
  public int resets() {
    return generation.get();
  }
}
