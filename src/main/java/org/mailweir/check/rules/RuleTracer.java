package org.mailweir.check.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mailweir.check.Finding;
import org.mailweir.check.rules.Rule.Condition;
import org.mailweir.check.rules.Rule.Condition.Matches;
import org.mailweir.check.rules.language.Definition;
import org.mailweir.check.rules.pattern.GuardedPattern;
import org.mailweir.check.rules.pattern.GuardedPattern.Found;

/** Finds out for people where each rule hit: slower than the check itself, with the same result. */
final class RuleTracer {

  private static final int LONGEST = 120;

  private final Map<String, Rule> rules;
  private final Examination message;

  RuleTracer(Map<String, Rule> rules, Examination message) {
    this.rules = rules;
    this.message = message;
  }

  List<RuleTrace> trace(List<Finding> findings) {
    List<RuleTrace> traces = new ArrayList<>();
    for (Finding finding : findings) {
      Rule rule = rules.get(finding.name());
      traces.add(rule == null ? plain(finding, "") : trace(finding, rule));
    }
    return traces;
  }

  private static RuleTrace plain(Finding finding, String text) {
    return new RuleTrace(
        finding.name(), finding.points(), finding.hits(), text, -1, finding.evidence());
  }

  private RuleTrace trace(Finding finding, Rule rule) {
    Condition condition = rule.condition();
    if (condition instanceof Matches matches && !matches.negated()) {
      return located(finding, matches, text(rule));
    }
    return plain(finding, text(rule));
  }

  private RuleTrace located(Finding finding, Matches matches, String text) {
    List<String> texts = matches.target().texts(message);
    GuardedPattern guarded = new GuardedPattern(finding.name(), text, matches.pattern());
    for (int i = 0; i < texts.size(); i++) {
      Found found = guarded.find(texts.get(i), 1, message.budget());
      if (found.count() > 0) {
        String match = Octets.readable(found.first(), LONGEST);
        return new RuleTrace(
            finding.name(),
            finding.points(),
            finding.hits(),
            text,
            texts.size() == 1 ? -1 : i,
            match);
      }
    }
    return plain(finding, text);
  }

  private static String text(Rule rule) {
    return switch (rule.entry().definition()) {
      case Definition.InText(var text, var pattern) -> text.name().toLowerCase(Locale.ROOT);
      case Definition.InHeader header -> "header " + header.field();
      case Definition.HasHeader(var field) -> "header " + field;
      case Definition.InPartHeader part -> "mimeheader " + part.field();
      case Definition.Meta meta -> "meta";
      case Definition.Call call -> "function " + call.function();
      case Definition.LinkDetail link -> "link";
    };
  }
}
