package org.mailweir.check.rules.pattern;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What all automata of a rule set share: sets of octets, and the bound of their memory. When it is
 * used up, all states are forgotten and made again as texts need them.
 */
public final class StatePool {

  private final long most;
  private final Map<String, OctetSet> sets = new ConcurrentHashMap<>();
  private final AtomicLong used = new AtomicLong();
  private final AtomicInteger generation = new AtomicInteger();

  /**
   * @param most bytes, estimated
   */
  public StatePool(long most) {
    this.most = most;
  }

  /** The set of that name; sets are many and mostly the same. */
  OctetSet set(String name, Supplier<OctetSet> make) {
    return sets.computeIfAbsent(name, n -> make.get());
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
