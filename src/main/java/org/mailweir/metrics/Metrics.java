package org.mailweir.metrics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * What can be seen of the running program from outside: counters, gauges, timers, tables, messages
 * under way, and who has no answer.
 *
 * <p>Names are lower case with underscores; counters end in {@code _total}, timers in {@code
 * _seconds}. Names and labels come from code and configuration, never from mail, so that their
 * number is bounded; a family of more than {@value Family#MOST} labels calls the others {@value
 * Family#OTHER}. Nothing here throws or waits: to count costs well below a microsecond.
 */
public final class Metrics {

  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
  private final Map<String, Family<LongAdder>> labelled = new ConcurrentHashMap<>();
  private final Map<String, Family<Timer>> timers = new ConcurrentHashMap<>();
  private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();
  private final Map<String, Table> tables = new ConcurrentHashMap<>();
  private final Live live = new Live();
  private final Sources sources = new Sources();

  /**
   * Numbers of the same kind that somebody else keeps.
   *
   * @param label what tells them apart: {@code rule}
   */
  public record Table(String label, Supplier<Map<String, Long>> values) {}

  /** Takes back what was made known, if nobody has made something else known in its place. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

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

  /** Adds to one counter of a family, such as the messages that were held. */
  public void add(String name, String label, String value, long amount) {
    labelled.computeIfAbsent(name, n -> new Family<>(label, LongAdder::new)).of(value).add(amount);
  }

  /** The counters of a family by label; empty when nothing was counted. */
  public SortedMap<String, Long> values(String name) {
    SortedMap<String, Long> all = new TreeMap<>();
    Family<LongAdder> family = labelled.get(name);
    if (family != null) {
      family.all().forEach((value, counter) -> all.put(value, counter.sum()));
    }
    return all;
  }

  /** Measures how long something takes. */
  public Timer timer(String name) {
    return timer(name, "", "");
  }

  /** One timer of a family, such as that of one check. */
  public Timer timer(String name, String label, String value) {
    return timers.computeIfAbsent(name, n -> new Family<>(label, Timer::new)).of(value);
  }

  /**
   * Makes a number known that goes up and down. A gauge of that name that was known before is
   * replaced.
   *
   * @param value asked whenever somebody looks
   */
  public void gauge(String name, DoubleSupplier value) {
    gauges.put(name, value);
  }

  /**
   * Makes a table of numbers of the same kind known, such as one for each rule. A table of that
   * name that was known before is replaced.
   *
   * @param label what tells them apart: {@code rule}
   * @param values asked whenever somebody looks; the labels come from configuration, never from
   *     mail, so that their number is bounded
   */
  public Registration table(String name, String label, Supplier<Map<String, Long>> values) {
    Table table = new Table(label, values);
    tables.put(name, table);
    return () -> tables.remove(name, table);
  }

  /** All tables at about the same moment, by name. */
  public SortedMap<String, Map<String, Long>> tables() {
    SortedMap<String, Map<String, Long>> all = new TreeMap<>();
    tables.forEach((name, table) -> all.put(name, table.values().get()));
    return all;
  }

  /** All counters without a label at about the same moment, by name. */
  public SortedMap<String, Long> snapshot() {
    SortedMap<String, Long> all = new TreeMap<>();
    counters.forEach((name, counter) -> all.put(name, counter.sum()));
    return all;
  }

  /** The families of counters, by name. */
  public SortedMap<String, Family<LongAdder>> families() {
    return new TreeMap<>(labelled);
  }

  /** The families of timers, by name; a timer without a label has the label and the value "". */
  public SortedMap<String, Family<Timer>> timers() {
    return new TreeMap<>(timers);
  }

  public SortedMap<String, DoubleSupplier> gauges() {
    return new TreeMap<>(gauges);
  }

  public SortedMap<String, Table> tableSources() {
    return new TreeMap<>(tables);
  }

  /** Messages under way. */
  public Live live() {
    return live;
  }

  /** Who has no answer at the moment. */
  public Sources sources() {
    return sources;
  }
}
