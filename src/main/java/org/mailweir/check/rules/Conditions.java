package org.mailweir.check.rules;

import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.rules.Rule.Condition;
import org.mailweir.check.rules.pattern.PerlLiteral;
import org.mailweir.check.rules.pattern.PerlRegex;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/** Reads what stands behind a rule's name. */
final class Conditions {

  private static final String IF_UNSET = "[if-unset:";

  private Conditions() {}

  /**
   * @param slot gives each name of a meta its index in the array of values
   */
  static Condition parse(Directive directive, ToIntFunction<String> slot)
      throws RuleSyntaxException {
    String value = directive.value();
    refuseEval(value);
    return switch (directive.word()) {
      case "header" -> header(value);
      case "mimeheader" -> mimeHeader(value);
      case "meta" -> new Condition.Computed(MetaExpression.compile(value, slot));
      case "body" -> pattern(Target.Text.BODY, value);
      case "rawbody" -> pattern(Target.Text.RAWBODY, value);
      case "uri" -> pattern(Target.Text.URI, value);
      default -> pattern(Target.Text.FULL, value);
    };
  }

  private static void refuseEval(String value) throws RuleSyntaxException {
    if (value.startsWith("eval:")) {
      throw new RuleSyntaxException(
          "the function " + value.substring(5) + " is not known", "remove the rule");
    }
  }

  private static Condition pattern(Target target, String value) throws RuleSyntaxException {
    PerlLiteral literal = PerlLiteral.parse(value);
    if (!literal.rest().isEmpty()) {
      throw new RuleSyntaxException(
          "\"" + literal.rest() + "\" stands behind the pattern", "escape the delimiter inside it");
    }
    return new Condition.Matches(target, PerlRegex.compile(literal), false, null);
  }

  private static Condition header(String value) throws RuleSyntaxException {
    if (value.startsWith("exists:")) {
      return new Condition.Exists(
          HeaderSelector.parse(value.substring("exists:".length()).strip()));
    }
    Comparison comparison = Comparison.parse(value);
    return comparison.on(new Target.Header(HeaderSelector.parse(comparison.field())));
  }

  private static Condition mimeHeader(String value) throws RuleSyntaxException {
    Comparison comparison = Comparison.parse(value);
    return comparison.on(new Target.MimeHeader(HeaderSelector.parse(comparison.field())));
  }

  /** {@code Field =~ /pattern/ [if-unset: text]}. */
  private record Comparison(String field, boolean negated, PerlLiteral literal) {

    static Comparison parse(String value) throws RuleSyntaxException {
      int same = value.indexOf("=~");
      int not = value.indexOf("!~");
      boolean negated = not >= 0 && (same < 0 || not < same);
      int operator = negated ? not : same;
      if (operator < 0) {
        throw new RuleSyntaxException(
            "\"" + value + "\" compares nothing", "write Field =~ /pattern/");
      }
      String field = value.substring(0, operator).strip();
      return new Comparison(
          field, negated, PerlLiteral.parse(value.substring(operator + 2).strip()));
    }

    Condition on(Target target) throws RuleSyntaxException {
      return new Condition.Matches(target, PerlRegex.compile(literal), negated, ifUnset());
    }

    private @Nullable String ifUnset() throws RuleSyntaxException {
      String rest = literal.rest();
      if (rest.isEmpty()) {
        return null;
      }
      if (!rest.startsWith(IF_UNSET) || !rest.endsWith("]")) {
        throw new RuleSyntaxException(
            "\"" + rest + "\" stands behind the pattern", "only [if-unset: text] may stand there");
      }
      return rest.substring(IF_UNSET.length(), rest.length() - 1).strip();
    }
  }
}
