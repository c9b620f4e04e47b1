package org.mailweir.check.rules.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that rule files say of one rule.
 *
 * @param where the line that defines it
 * @param line that line, its first word first
 * @param scores given, or what a rule without a score is worth
 * @param scored where the score was given; null if nowhere
 * @param description what {@code describe} says, or its name
 * @param priority lower ones come first; matters only where rules end the check
 * @param shortcut null if the check goes on when it hits
 * @param overridden lines that defined the same rule before, in order
 */
public record RuleEntry(
    String name,
    Location where,
    String line,
    Definition definition,
    Scores scores,
    @Nullable Location scored,
    String description,
    RuleFlags flags,
    int priority,
    @Nullable Shortcut shortcut,
    List<Location> overridden) {

  /** What becomes of the score when a rule ends the check. */
  public enum Shortcut {
    /** Its own points stay. */
    ON,
    /** {@code shortcircuit_spam_score} is added. */
    SPAM,
    /** {@code shortcircuit_ham_score} is added. */
    HAM
  }
}
