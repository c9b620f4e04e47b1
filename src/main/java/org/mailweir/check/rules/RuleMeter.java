package org.mailweir.check.rules;

import java.util.concurrent.atomic.LongAdder;

/** What a rule has cost and found since the rules were loaded. Shared by all threads. */
final class RuleMeter {

  private final LongAdder runs = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAdder hits = new LongAdder();

  /**
   * Books a run.
   *
   * @param start what {@link System#nanoTime} said when it began
   */
  void ran(long start) {
    nanos.add(System.nanoTime() - start);
    runs.increment();
  }

  void hit() {
    hits.increment();
  }

  RuleCost cost(String rule) {
    return new RuleCost(rule, runs.sum(), hits.sum(), nanos.sum() / 1_000);
  }
}
