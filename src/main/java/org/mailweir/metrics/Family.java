package org.mailweir.metrics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Things of one name that one label tells apart; their number is bounded. */
public final class Family<T> {

  /** Labels come from configuration, which can be long, but not that long. */
  static final int MOST = 500;

  /** What those beyond share. */
  static final String OTHER = "other";

  private final String label;
  private final Supplier<T> make;
  private final Map<String, T> members = new ConcurrentHashMap<>();

  Family(String label, Supplier<T> make) {
    this.label = label;
    this.make = make;
  }

  public String label() {
    return label;
  }

  T of(String value) {
    T known = members.get(value);
    if (known != null) {
      return known;
    }
    return members.computeIfAbsent(members.size() < MOST ? value : OTHER, v -> make.get());
  }

  /** All members by the value of the label. */
  public SortedMap<String, T> all() {
    return new TreeMap<>(members);
  }
}
