package org.mailweir.check.rules.eval;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A comparison with a whole number, as in {@code html_tag_balance('body', '!= 0')}. */
record Comparison(String operator, int right) {

  private static final Pattern FORM = Pattern.compile("\\s*(==|!=|<=|>=|<|>)\\s*([-+]?\\d+)\\s*");

  /** What is no comparison never holds. */
  static Comparison parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? new Comparison(form.group(1), (int) Arguments.number(form.group(2)))
        : new Comparison("", 0);
  }

  boolean holds(double left) {
    return switch (operator) {
      case "==" -> left == right;
      case "!=" -> left != right;
      case "<=" -> left <= right;
      case ">=" -> left >= right;
      case "<" -> left < right;
      case ">" -> left > right;
      default -> false;
    };
  }
}
