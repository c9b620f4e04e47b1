package org.mailweir.check.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.Finding;
import org.mailweir.check.rules.language.RuleBook;
import org.mailweir.check.rules.language.RuleEntry;
import org.mailweir.check.rules.language.RuleEntry.Shortcut;

/**
 * Rules that end the check ({@code shortcircuit}). All rules run all the same, for together they
 * cost next to nothing; but when such a rule hits, what rules of a later priority found does not
 * count, and the finding {@value #NAME} carries the points that decide.
 */
final class Shortcuts {

  private static final String NAME = "SHORTCIRCUIT";
  private static final double SIGN = 0.0001;

  private final Map<String, RuleEntry> enders = new HashMap<>();
  private final Map<String, Integer> priorities = new HashMap<>();
  private final double spam;
  private final double ham;

  Shortcuts(RuleBook book) {
    for (RuleEntry rule : book.rules()) {
      priorities.put(rule.name(), rule.priority());
      if (rule.shortcut() != null) {
        enders.put(rule.name(), rule);
      }
    }
    spam = book.number("shortcircuit_spam_score", 100);
    ham = book.number("shortcircuit_ham_score", -100);
  }

  /** Whether a check was ended early. */
  static boolean taken(List<Finding> findings) {
    return findings.stream().anyMatch(finding -> finding.name().equals(NAME));
  }

  /** What counts of these findings. */
  List<Finding> apply(List<Finding> findings) {
    Finding ender = enders.isEmpty() ? null : ender(findings);
    if (ender == null) {
      return findings;
    }
    int last = priority(ender);
    List<Finding> kept = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding == ender || priority(finding) < last) {
        kept.add(finding);
      }
    }
    kept.add(
        new Finding(
            NAME,
            points(ender),
            "Not all rules count, for one has ended the check",
            ender.name(),
            1));
    return kept;
  }

  private @Nullable Finding ender(List<Finding> findings) {
    Finding first = null;
    for (Finding finding : findings) {
      boolean ends = enders.containsKey(finding.name());
      if (ends && (first == null || priority(finding) < priority(first))) {
        first = finding;
      }
    }
    return first;
  }

  private int priority(Finding finding) {
    return priorities.getOrDefault(finding.name(), 0);
  }

  private double points(Finding ender) {
    RuleEntry rule = enders.get(ender.name());
    Shortcut shortcut = rule == null ? Shortcut.ON : rule.shortcut();
    if (shortcut == Shortcut.SPAM) {
      return spam;
    }
    return shortcut == Shortcut.HAM ? ham : Math.copySign(SIGN, ender.points());
  }
}
