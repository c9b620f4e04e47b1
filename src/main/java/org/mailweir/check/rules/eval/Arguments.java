package org.mailweir.check.rules.eval;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.rules.pattern.PerlLiteral;
import org.mailweir.check.rules.pattern.PerlRegex;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/** The arguments of a call, and what kind of rule calls. */
record Arguments(String function, List<String> values, EvalKind kind) {

  private static final Pattern NUMBER =
      Pattern.compile("\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)");

  Arguments {
    values = List.copyOf(values);
  }

  boolean has(int index) {
    return index < values.size();
  }

  /**
   * @throws RuleSyntaxException when there is no such argument
   */
  String text(int index) throws RuleSyntaxException {
    if (!has(index)) {
      throw new RuleSyntaxException(
          function + " needs " + (index + 1) + " arguments", "add what is missing");
    }
    return values.get(index);
  }

  /** A number as Perl reads one from text: what stands at its beginning, else 0. */
  double number(int index) throws RuleSyntaxException {
    return number(text(index));
  }

  /** The greatest or smallest number where it says {@code undef} or {@code inf}, or nothing. */
  double limit(int index, double open) {
    if (!has(index)) {
      return open;
    }
    String text = values.get(index);
    return text.equals("undef") || text.equals("inf") ? open : number(text);
  }

  static double number(String text) {
    Matcher number = NUMBER.matcher(text);
    return number.lookingAt() ? Double.parseDouble(number.group(1)) : 0;
  }

  /** A Perl pattern without delimiters. */
  Pattern pattern(int index) throws RuleSyntaxException {
    return PerlRegex.compile(new PerlLiteral(text(index), "", ""));
  }

  /** Like {@link #pattern}, but null where the argument is missing. */
  @Nullable Pattern optionalPattern(int index) throws RuleSyntaxException {
    return has(index) ? pattern(index) : null;
  }
}
