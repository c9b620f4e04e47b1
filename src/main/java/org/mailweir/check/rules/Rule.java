package org.mailweir.check.rules;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One compiled rule.
 *
 * @param points what it adds to the score; 0 for a fact ({@code __NAME})
 * @param description what {@code describe} says, or its name
 */
record Rule(
    String name,
    Location where,
    Condition condition,
    double points,
    String description,
    RuleFlags flags) {

  /** When a rule hits. */
  sealed interface Condition {

    /**
     * A pattern is found in a text.
     *
     * @param negated it hits when the pattern is found nowhere
     * @param ifUnset the text to look at when there is none
     */
    record Matches(Target target, Pattern pattern, boolean negated, @Nullable String ifUnset)
        implements Condition {}

    /** A header field is there. */
    record Exists(HeaderSelector field) implements Condition {}

    /** An expression over other rules is not zero. */
    record Computed(MetaExpression expression) implements Condition {}
  }
}
