package org.mailweir.lab;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The last line of a run.
 *
 * @param figures name and value, in order
 * @param holds whether what is promised held
 */
record Tally(Map<String, Object> figures, boolean holds) {

  static Tally of(boolean holds, Object... namesAndValues) {
    Map<String, Object> figures = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      figures.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Tally(figures, holds);
  }

  long number(String name) {
    return ((Number) figures.get(name)).longValue();
  }

  /** Prints the line and ends the JVM: 0 when the promise held, 1 when it did not. */
  void end() {
    System.out.println(this);
    System.exit(holds ? 0 : 1);
  }

  @Override
  public String toString() {
    return figures.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }
}
