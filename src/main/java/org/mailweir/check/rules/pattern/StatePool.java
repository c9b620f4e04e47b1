package org.mailweir.check.rules.pattern;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * What all automata of a rule set share: sets of octets, and the bound of their memory. When it is
 * used up, all states are forgotten and made again as texts need them.
 */
public final class StatePool {

  private final long most;
  private static final PatternTree.One[] SINGLE = ones(o -> o);
  private static final PatternTree.One[] FOLDED = ones(o -> LatinFold.fold((char) o));

  private final Map<String, PatternTree.One> sets = new ConcurrentHashMap<>();
  private final AtomicLong used = new AtomicLong();
  private final AtomicInteger generation = new AtomicInteger();

  /**
   * @param most bytes, estimated
   */
  public StatePool(long most) {
    this.most = most;
  }

  private static PatternTree.One[] ones(IntUnaryOperator key) {
    PatternTree.One[] ones = new PatternTree.One[OctetSet.SIZE];
    for (int octet = 0; octet < ones.length; octet++) {
      int wanted = key.applyAsInt(octet);
      ones[octet] = new PatternTree.One(OctetSet.of(o -> key.applyAsInt(o) == wanted));
    }
    return ones;
  }

  /** The set of that name; sets are many and mostly the same. */
  PatternTree.One one(String name, Supplier<OctetSet> make) {
    return sets.computeIfAbsent(name, n -> new PatternTree.One(make.get()));
  }

  /** One octet, or those that are equal to it without regard to case. */
  PatternTree.One one(int octet, boolean fold) {
    return (fold ? FOLDED : SINGLE)[octet];
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
