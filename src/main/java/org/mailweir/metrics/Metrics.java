package org.mailweir.metrics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Named counters. Names are lower case with underscores, end in {@code _total}, and come from code,
 * never from mail, so that their number is bounded.
 */
public final class Metrics {

  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
  private final Map<String, Supplier<Map<String, Long>>> tables = new ConcurrentHashMap<>();

  /** Adds one. */
  public void count(String name) {
    add(name, 1);
  }

  public void add(String name, long amount) {
    counters.computeIfAbsent(name, n -> new LongAdder()).add(amount);
  }

  public long value(String name) {
    LongAdder counter = counters.get(name);
    return counter == null ? 0 : counter.sum();
  }

  /**
   * Makes a table of counters of the same kind known, such as one for each rule. A table of that
   * name that was known before is replaced.
   *
   * @param values asked whenever somebody looks; the labels come from configuration, never from
   *     mail, so that their number is bounded
   */
  public void table(String name, Supplier<Map<String, Long>> values) {
    tables.put(name, values);
  }

  /** All tables at about the same moment, by name. */
  public SortedMap<String, Map<String, Long>> tables() {
    SortedMap<String, Map<String, Long>> all = new TreeMap<>();
    tables.forEach((name, values) -> all.put(name, values.get()));
    return all;
  }

  /** All counters at about the same moment, by name. */
  public SortedMap<String, Long> snapshot() {
    SortedMap<String, Long> all = new TreeMap<>();
    counters.forEach((name, counter) -> all.put(name, counter.sum()));
    return all;
  }
}
