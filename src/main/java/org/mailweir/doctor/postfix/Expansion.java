package org.mailweir.doctor.postfix;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code $name}, {@code ${name}}, {@code $(name)}, {@code ${name?text}} and {@code
 * ${name:text}} as Postfix does (postconf(5)). Comparisons are not done here; they stay as they
 * are.
 */
final class Expansion {

  private static final int DEEPEST = 20;
  private static final int LONGEST = 100_000;
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\$\\$|\\$(?:(\\w[\\w-]*)|\\{(\\w[\\w-]*)(?:([?:])([^{}]*))?}|\\((\\w[\\w-]*)\\))");

  private final Function<String, String> values;

  /**
   * @param values what a name stands for, not yet expanded; empty when it stands for nothing
   */
  Expansion(Function<String, String> values) {
    this.values = values;
  }

  String of(String text) {
    return of(text, 0);
  }

  private String of(String text, int depth) {
    if (depth > DEEPEST || text.indexOf('$') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    Matcher m = REFERENCE.matcher(text);
    while (m.find() && out.length() < LONGEST) {
      m.appendReplacement(out, Matcher.quoteReplacement(of(replacement(m), depth + 1)));
    }
    return out.length() < LONGEST ? m.appendTail(out).toString() : out.toString();
  }

  private String replacement(Matcher m) {
    if (m.group().equals("$$")) {
      return "";
    }
    String name = m.group(1) != null ? m.group(1) : m.group(2) != null ? m.group(2) : m.group(5);
    String value = values.apply(name);
    String condition = m.group(3);
    if (condition == null) {
      return value;
    }
    return condition.equals("?") != value.isEmpty() ? m.group(4) : "";
  }
}
