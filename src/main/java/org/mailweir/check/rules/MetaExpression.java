package org.mailweir.check.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToIntFunction;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/**
 * The condition of a {@code meta} rule, compiled to closures over an array of values.
 *
 * <p>Numbers, names, parentheses, {@code ! - + - * / > >= < <= == != & | ^ && ||} with Perl's
 * precedence. A name stands for how often that rule hit, 0 when it did not. As in Perl, {@code &&}
 * and {@code ||} give the value of the operand that decided, and comparisons give 1 or 0. To divide
 * by zero gives 0, so that the rule does not hit.
 *
 * @param names the names it uses, in the order of their first use
 */
record MetaExpression(Node node, Set<String> names) {

  /** A compiled piece; {@code values} is indexed by what the resolver said at compile time. */
  @FunctionalInterface
  interface Node {
    double of(double[] values);
  }

  private static final Map<String, Integer> PRECEDENCE =
      Map.ofEntries(
          Map.entry("||", 1),
          Map.entry("&&", 2),
          Map.entry("|", 3),
          Map.entry("^", 3),
          Map.entry("&", 4),
          Map.entry("==", 5),
          Map.entry("!=", 5),
          Map.entry("<", 6),
          Map.entry("<=", 6),
          Map.entry(">", 6),
          Map.entry(">=", 6),
          Map.entry("+", 7),
          Map.entry("-", 7),
          Map.entry("*", 8),
          Map.entry("/", 8));

  /**
   * What names mean.
   *
   * @param slot gives each name its index in the array of values
   * @param all the names that {@code rules_matching} chooses from
   * @param rule the name of the rule itself, which it never chooses
   * @param local the value of {@code local_tests_only}
   */
  record Names(ToIntFunction<String> slot, Set<String> all, String rule, boolean local) {}

  static MetaExpression compile(String text, Names names) throws RuleSyntaxException {
    Compiler compiler = new Compiler(text, names);
    Node node = compiler.binary(1);
    if (!compiler.token.isEmpty()) {
      throw compiler.unexpected();
    }
    return new MetaExpression(node, compiler.names.keySet());
  }

  double of(double[] values) {
    return node.of(values);
  }

  private static double truth(boolean b) {
    return b ? 1 : 0;
  }

  private static DoubleBinaryOperator operator(String sign) {
    return switch (sign) {
      case "|" -> (a, b) -> (long) a | (long) b;
      case "^" -> (a, b) -> (long) a ^ (long) b;
      case "&" -> (a, b) -> (long) a & (long) b;
      case "==" -> (a, b) -> truth(a == b);
      case "!=" -> (a, b) -> truth(a != b);
      case "<" -> (a, b) -> truth(a < b);
      case "<=" -> (a, b) -> truth(a <= b);
      case ">" -> (a, b) -> truth(a > b);
      case ">=" -> (a, b) -> truth(a >= b);
      case "+" -> (a, b) -> a + b;
      case "-" -> (a, b) -> a - b;
      case "*" -> (a, b) -> a * b;
      case "/" -> (a, b) -> b == 0 ? 0 : a / b;
      default -> throw new IllegalArgumentException(sign);
    };
  }

  /** Precedence climbing; a class of its own because it holds the place in the text. */
  private static final class Compiler {
    private static final int DEEPEST = 200;

    private final String text;
    private final Names known;
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private int at;
    private int depth;
    private String token = "";

    Compiler(String text, Names known) throws RuleSyntaxException {
      this.text = text;
      this.known = known;
      advance();
    }

    Node binary(int least) throws RuleSyntaxException {
      Node left = unary();
      while (true) {
        String sign = token;
        int precedence = PRECEDENCE.getOrDefault(sign, 0);
        if (precedence < least) {
          return left;
        }
        advance();
        left = join(sign, left, binary(precedence + 1));
      }
    }

    private static Node join(String sign, Node a, Node b) {
      if (sign.equals("&&")) {
        return v -> {
          double left = a.of(v);
          return left == 0 ? left : b.of(v);
        };
      }
      if (sign.equals("||")) {
        return v -> {
          double left = a.of(v);
          return left != 0 ? left : b.of(v);
        };
      }
      DoubleBinaryOperator operator = operator(sign);
      return v -> operator.applyAsDouble(a.of(v), b.of(v));
    }

    private Node unary() throws RuleSyntaxException {
      if (++depth > DEEPEST) {
        throw new RuleSyntaxException("the expression is nested too deeply", "make it simpler");
      }
      String sign = token;
      Node node;
      if (sign.equals("!")) {
        advance();
        Node inner = unary();
        node = v -> truth(inner.of(v) == 0);
      } else if (sign.equals("-")) {
        advance();
        Node inner = unary();
        node = v -> -inner.of(v);
      } else {
        node = operand();
      }
      depth--;
      return node;
    }

    private Node operand() throws RuleSyntaxException {
      String word = token;
      if (word.equals("(")) {
        advance();
        Node inner = binary(1);
        if (!token.equals(")")) {
          throw unexpected();
        }
        advance();
        return inner;
      }
      if (word.isEmpty() || !isWord(word.charAt(0))) {
        throw unexpected();
      }
      advance();
      return Character.isDigit(word.charAt(0)) || word.charAt(0) == '.' ? number(word) : name(word);
    }

    private Node number(String word) throws RuleSyntaxException {
      try {
        double value = Double.parseDouble(word);
        return v -> value;
      } catch (NumberFormatException e) {
        throw new RuleSyntaxException("\"" + word + "\" is no number", "mend the expression");
      }
    }

    private Node name(String word) throws RuleSyntaxException {
      if (word.equals("local_tests_only")) {
        return v -> truth(known.local());
      }
      if (word.equals("rules_matching") && token.equals("(")) {
        return matching();
      }
      if (token.equals("(")) {
        throw new RuleSyntaxException(
            "the function " + word + "() is not known", "write the expression without it");
      }
      int index = index(word);
      return v -> v[index];
    }

    private int index(String name) {
      return names.computeIfAbsent(name, known.slot()::applyAsInt);
    }

    /** How often all rules together hit whose names match a pattern with * and ?. */
    private Node matching() throws RuleSyntaxException {
      int close = text.indexOf(')', at);
      String glob = close < 0 ? "" : text.substring(at, close).strip();
      if (glob.isEmpty() || !glob.chars().allMatch(c -> c == '*' || c == '?' || isWord((char) c))) {
        throw new RuleSyntaxException(
            "rules_matching(" + glob + ") names no rules", "write rules_matching(NAME_*)");
      }
      at = close + 1;
      advance();
      int[] indexes =
          known.all().stream()
              .filter(name -> Globs.matches(glob, name) && !name.equals(known.rule()))
              .mapToInt(this::index)
              .toArray();
      return v -> sum(v, indexes);
    }

    private static double sum(double[] values, int[] indexes) {
      double sum = 0;
      for (int index : indexes) {
        sum += values[index];
      }
      return sum;
    }

    RuleSyntaxException unexpected() {
      String what = token.isEmpty() ? "the end" : "\"" + token + "\"";
      return new RuleSyntaxException("the expression breaks at " + what, "mend the expression");
    }

    private void advance() {
      while (at < text.length() && text.charAt(at) <= ' ') {
        at++;
      }
      int start = at;
      if (at < text.length() && isWord(text.charAt(at))) {
        while (at < text.length() && isWord(text.charAt(at))) {
          at++;
        }
      } else if (at < text.length()) {
        boolean two = at + 2 <= text.length() && PRECEDENCE.containsKey(text.substring(at, at + 2));
        at += two ? 2 : 1;
      }
      token = text.substring(start, at);
    }

    private static boolean isWord(char c) {
      return c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c >= '0' && c <= '9'
          || c == '_'
          || c == '.';
    }
  }
}
