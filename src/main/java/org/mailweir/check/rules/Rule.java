package org.mailweir.check.rules;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.rules.eval.Eval;
import org.mailweir.check.rules.language.Definition.Scope;
import org.mailweir.check.rules.language.Location;
import org.mailweir.check.rules.language.RuleEntry;
import org.mailweir.check.rules.language.RuleFlags;
import org.mailweir.check.rules.pattern.Template;
import org.mailweir.check.rules.text.HeaderSelector;

/**
 * One compiled rule.
 *
 * @param points what it adds to the score; 0 for a fact ({@code __NAME})
 * @param meter books what it costs
 */
record Rule(RuleEntry entry, Condition condition, double points, RuleMeter meter) {

  String name() {
    return entry.name();
  }

  Location where() {
    return entry.where();
  }

  RuleFlags flags() {
    return entry.flags();
  }

  /** What {@code describe} says, or its name. */
  String description() {
    return entry.description();
  }

  /** When a rule hits. */
  sealed interface Condition {

    /**
     * A pattern is found in a text.
     *
     * @param negated it hits when the pattern is found nowhere
     * @param pattern if there is a template, what is found wherever that may be
     * @param ifUnset the text to look at when there is none
     * @param template what really must be found, once its tags are known; or null
     */
    record Matches(
        Target target,
        Pattern pattern,
        boolean negated,
        @Nullable String ifUnset,
        @Nullable Template template)
        implements Condition {}

    /** A header field is there. */
    record Exists(HeaderSelector field) implements Condition {}

    /** A function says so. */
    record Calls(Eval function, Scope scope) implements Condition {}

    /** One link meets all criteria. */
    record OfLink(List<LinkCriterion> criteria) implements Condition {}

    /** An expression over other rules is not zero. */
    record Computed(MetaExpression expression) implements Condition {}
  }
}
