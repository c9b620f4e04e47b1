package org.mailweir.settings;

import java.util.Map;

/**
 * Where the keys of one table of the configuration stand, so that a decision can name the line it
 * rests on. A settings record that has a component of this type gets it filled in.
 *
 * @param lines from key to {@code file:line}; a key that is not set stands for its default
 */
public record Where(Map<String, String> lines) {

  public static final Where DEFAULTS = new Where(Map.of());

  public Where {
    lines = Map.copyOf(lines);
  }

  /** {@code file:line} of a key, or {@code built-in default}. */
  public String of(String key) {
    return lines.getOrDefault(key, "built-in default");
  }
}
