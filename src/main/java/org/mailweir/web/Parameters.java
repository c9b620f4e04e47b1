package org.mailweir.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and values of a query or of a form (application/x-www-form-urlencoded). */
public final class Parameters {

  public static final Parameters NONE = new Parameters(Map.of());

  private static final int MOST = 1_000;

  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /** What was sent cannot be understood; its sender is at fault. */
  static final class UnreadableException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    UnreadableException(String why) {
      super(why);
    }
  }

  /** Throws UnreadableException when it is no such text, or has too many fields. */
  static Parameters parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return NONE;
    }
    String[] pairs = text.split("&", MOST + 1);
    if (pairs.length > MOST) {
      throw new UnreadableException("more than " + MOST + " fields");
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }
    return new Parameters(values);
  }

  static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()));
    }
  }

  /** The first value, without blanks around it; empty when there is none. */
  public String get(String name) {
    return values.getOrDefault(name, List.of("")).getFirst().strip();
  }

  /** The first value exactly as it came; empty when there is none. */
  public String raw(String name) {
    return values.getOrDefault(name, List.of("")).getFirst();
  }

  public List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** A whole number in bounds; the lowest one when there is none, or something else. */
  public int number(String name, int lowest, int highest) {
    String text = get(name);
    return text.matches("\\d{1,9}") ? Math.clamp(Integer.parseInt(text), lowest, highest) : lowest;
  }
}
