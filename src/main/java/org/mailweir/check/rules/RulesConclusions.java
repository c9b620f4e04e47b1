package org.mailweir.check.rules;

import org.mailweir.check.Check;
import org.mailweir.check.CheckInput;
import org.mailweir.check.CheckResult;

/** Wave 2 of the rules: metas over the findings of all checks, by name. */
public final class RulesConclusions implements Check {

  private final RuleSet rules;

  public RulesConclusions(RuleSet rules) {
    this.rules = rules;
  }

  @Override
  public String name() {
    return "metas";
  }

  @Override
  public Wave wave() {
    return Wave.CONCLUSIONS;
  }

  @Override
  public Work work() {
    return Work.CPU;
  }

  @Override
  public CheckResult check(CheckInput input) {
    return new CheckResult.Found(rules.conclusions(input.evidence()));
  }
}
