package org.mailweir.pipeline;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words of one journal line. Text from mail can neither end the line nor pass for another word:
 * control characters, line separators and direction marks are escaped, and a value with a blank, a
 * quote or a comma is quoted.
 */
final class JournalLine {

  private static final int MAX_VALUE = 400;

  private final Map<String, Object> words = new LinkedHashMap<>();

  JournalLine add(String key, String value) {
    if (!value.isEmpty()) {
      words.put(key, value);
    }
    return this;
  }

  JournalLine add(String key, double value) {
    words.put(key, value);
    return this;
  }

  JournalLine add(String key, List<String> values) {
    if (!values.isEmpty()) {
      words.put(key, values);
    }
    return this;
  }

  /** As {@code key=value} words; the log puts the time before them. */
  String text() {
    StringBuilder out = new StringBuilder();
    words.forEach(
        (key, value) -> {
          out.append(out.isEmpty() ? "" : " ").append(key).append('=');
          switch (value) {
            case List<?> list ->
                out.append(String.join(",", list.stream().map(v -> quoted(v.toString())).toList()));
            case Double number -> out.append(number(number));
            default -> out.append(quoted(value.toString()));
          }
        });
    return out.toString();
  }

  /** As a JSON object, which carries its own time since nothing stands before it. */
  String json(String time) {
    JsonObject object = new JsonObject();
    object.addProperty("time", time);
    words.forEach(
        (key, value) -> {
          switch (value) {
            case List<?> list -> {
              JsonArray array = new JsonArray();
              list.forEach(v -> array.add(escaped(v.toString())));
              object.add(key, array);
            }
            case Double number -> object.addProperty(key, number);
            default -> object.addProperty(key, escaped(value.toString()));
          }
        });
    return object.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e12
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.3f", value).replaceAll("0+$", "");
  }

  private static String quoted(String value) {
    String safe = escaped(value);
    boolean plain =
        !safe.isEmpty()
            && safe.chars()
                .noneMatch(c -> c == ' ' || c == '"' || c == ',' || c == '=' || c == '\\');
    return plain ? safe : '"' + safe.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String escaped(String value) {
    StringBuilder out = new StringBuilder(value.length());
    value
        .codePoints()
        .limit(MAX_VALUE)
        .forEach(
            c -> {
              if (isSafe(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(String.format(Locale.ROOT, "{U+%04X}", c));
              }
            });
    return out.toString();
  }

  /** Letters, digits, punctuation and the plain blank; nothing that moves the cursor. */
  private static boolean isSafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
