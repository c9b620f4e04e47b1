package org.mailweir.check.rules;

import java.util.ArrayList;
import java.util.List;
import org.mailweir.check.Check;
import org.mailweir.check.CheckInput;
import org.mailweir.check.CheckResult;
import org.mailweir.check.Finding;
import org.mailweir.check.rules.pattern.MatchBudget;

/**
 * Wave 1 of the rules: patterns over the texts of a message; facts ({@code __NAME}) included, for
 * {@link RulesConclusions}.
 *
 * <p>A rule that reaches its step limit hits nothing and is named in the finding {@value #LIMITED}.
 * When the limit of the message is reached, the answer is {@link CheckResult.Unavailable} with what
 * was found until then.
 */
public final class RulesEvidence implements Check {

  private static final String LIMITED = "RULE_LIMIT_REACHED";
  private static final double INFORMATION = 0.001;

  private final RuleSet rules;

  public RulesEvidence(RuleSet rules) {
    this.rules = rules;
  }

  @Override
  public String name() {
    return "rules";
  }

  @Override
  public Wave wave() {
    return Wave.EVIDENCE;
  }

  @Override
  public Work work() {
    return Work.CPU;
  }

  @Override
  public CheckResult check(CheckInput input) throws InterruptedException {
    Examination message = rules.open(input);
    MatchBudget budget = message.budget();
    List<Finding> findings = new ArrayList<>(rules.evidence(message, true));
    if (!budget.limited().isEmpty()) {
      findings.add(limited(String.join(" ", budget.limited())));
    }
    return budget.isSpent()
        ? new CheckResult.Unavailable(findings, "step limit of the message reached")
        : new CheckResult.Found(findings);
  }

  private Finding limited(String names) {
    return new Finding(
        LIMITED,
        rules.pointsOf(LIMITED, INFORMATION),
        "Some rules took too long on this message and were left out",
        names.length() <= 80 ? names : names.substring(0, 80),
        1);
  }
}
