package org.mailweir.check.rules.language;

import java.util.Set;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/**
 * The condition of an {@code if} line: {@code version}, numbers, {@code plugin(X)}, {@code can(X)},
 * {@code has(X)}, comparisons, {@code ! && ||} and parentheses.
 */
final class IfExpression {

  private static final int DEEPEST = 50;
  private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "==", "!=");

  private final String text;
  private final Features features;
  private int at;
  private int depth;
  private String token = "";

  private IfExpression(String text, Features features) {
    this.text = text;
    this.features = features;
    advance();
  }

  /**
   * @throws RuleSyntaxException when it cannot be understood
   */
  static boolean isTrue(String text, Features features) throws RuleSyntaxException {
    IfExpression expression = new IfExpression(text, features);
    double value = expression.any();
    if (!expression.token.isEmpty()) {
      throw expression.broken();
    }
    return value != 0;
  }

  private double any() throws RuleSyntaxException {
    double value = every();
    while (token.equals("||")) {
      advance();
      double right = every();
      value = value != 0 ? value : right;
    }
    return value;
  }

  private double every() throws RuleSyntaxException {
    double value = compared();
    while (token.equals("&&")) {
      advance();
      double right = compared();
      value = value == 0 ? value : right;
    }
    return value;
  }

  private double compared() throws RuleSyntaxException {
    double left = single();
    if (!COMPARISONS.contains(token)) {
      return left;
    }
    String sign = token;
    advance();
    return compare(left, sign, single()) ? 1 : 0;
  }

  private static boolean compare(double a, String sign, double b) {
    return switch (sign) {
      case "<" -> a < b;
      case "<=" -> a <= b;
      case ">" -> a > b;
      case ">=" -> a >= b;
      case "==" -> a == b;
      default -> a != b;
    };
  }

  private double single() throws RuleSyntaxException {
    if (++depth > DEEPEST) {
      throw new RuleSyntaxException("the condition is nested too deeply", "make it simpler");
    }
    String word = token;
    advance();
    double value =
        switch (word) {
          case "!" -> single() == 0 ? 1 : 0;
          case "(" -> inParentheses();
          case "plugin" -> truth(features.hasPlugin(argument()));
          case "can", "has" -> truth(features.can(argument()));
          default -> word(word);
        };
    depth--;
    return value;
  }

  private static double truth(boolean b) {
    return b ? 1 : 0;
  }

  private double inParentheses() throws RuleSyntaxException {
    double value = any();
    expect(")");
    return value;
  }

  private String argument() throws RuleSyntaxException {
    expect("(");
    String name = token;
    advance();
    expect(")");
    return name;
  }

  private void expect(String sign) throws RuleSyntaxException {
    if (!token.equals(sign)) {
      throw broken();
    }
    advance();
  }

  private double word(String word) throws RuleSyntaxException {
    Double known = features.value(word);
    if (known != null) {
      return known;
    }
    if (!word.isEmpty() && Character.isDigit(word.charAt(0))) {
      return Numbers.decimal(word);
    }
    token = word;
    throw broken();
  }

  private RuleSyntaxException broken() {
    String what = token.isEmpty() ? "the end" : "\"" + token + "\"";
    return new RuleSyntaxException(
        "the condition \"" + text + "\" breaks at " + what,
        "use version, plugin(), can(), has(), comparisons, !, && and ||");
  }

  private void advance() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    int start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    if (start == at && at < text.length()) {
      at += isDouble(text, at) ? 2 : 1;
    }
    token = text.substring(start, at);
  }

  private static boolean isDouble(String text, int at) {
    if (at + 1 >= text.length()) {
      return false;
    }
    char next = text.charAt(at + 1);
    return switch (text.charAt(at)) {
      case '|', '&' -> next == text.charAt(at);
      case '<', '>', '=', '!' -> next == '=';
      default -> false;
    };
  }

  private static boolean isWord(char c) {
    return c == '_' || c == ':' || c == '.' || c < 0x80 && Character.isLetterOrDigit(c);
  }
}
