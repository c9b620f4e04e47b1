package org.mailweir.check.form;

import org.mailweir.check.Check;
import org.mailweir.check.CheckInput;
import org.mailweir.check.CheckResult;

/**
 * Measures what a pattern cannot see: times, shares, and whether two things agree. Every finding is
 * a fact without points, whose number of hits is the measure; metas of the rule set draw the
 * conclusions ({@code meta HIDDEN_TEXT __HTML_HIDDEN_PERCENT > 30}). A measure of zero is no
 * finding.
 *
 * <p>The facts are listed in {@link DateFacts}, {@link HtmlFacts}, {@link LinkFacts} and {@link
 * SenderFacts}.
 */
public final class FormCheck implements Check {

  @Override
  public String name() {
    return "form";
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
  public CheckResult check(CheckInput input) {
    Facts facts = new Facts();
    DateFacts.add(input.message(), facts);
    HtmlFacts.add(input.message(), facts);
    LinkFacts.add(input.message(), facts);
    SenderFacts.add(input, facts);
    return new CheckResult.Found(facts.findings());
  }
}
