package org.mailweir.check.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.rules.Rule.Condition.Matches;
import org.mailweir.check.rules.language.RuleProblem;
import org.mailweir.check.rules.pattern.GuardedPattern;
import org.mailweir.check.rules.pattern.RuleSyntaxException;
import org.mailweir.check.rules.pattern.Template;

/** What named groups of rules have captured in one message, for the templates of other rules. */
final class Tags {

  private final Map<String, Set<String>> values = new TreeMap<>();

  /** Whether a rule with this pattern captures, and so must run before the others. */
  static boolean areSetBy(Pattern pattern) {
    return !GuardedPattern.tagsOf(pattern).isEmpty();
  }

  /** Rules that can never hit, because nobody captures what they need. */
  static List<RuleProblem> problems(List<Rule> rules) {
    Set<String> known = new HashSet<>();
    for (Rule rule : rules) {
      if (rule.condition() instanceof Matches matches) {
        known.addAll(GuardedPattern.tagsOf(matches.pattern()).keySet());
      }
    }
    List<RuleProblem> problems = new ArrayList<>();
    for (Rule rule : rules) {
      Template template = rule.condition() instanceof Matches matches ? matches.template() : null;
      if (template != null && !known.containsAll(template.tags())) {
        problems.add(
            new RuleProblem(
                rule.where(),
                "no rule captures " + String.join(", ", missing(template, known)),
                "add a rule with a group (?<TAG>…), or remove this one, which never hits"));
      }
    }
    return problems;
  }

  private static List<String> missing(Template template, Set<String> known) {
    return template.tags().stream().filter(tag -> !known.contains(tag)).toList();
  }

  /** Takes what one rule captured; what another one captured under the same name is forgotten. */
  void put(Map<String, Set<String>> captured) {
    values.putAll(captured);
  }

  /** The pattern of a rule for this message; null when a tag of it was not captured. */
  @Nullable GuardedPattern fill(Rule rule, Template template) {
    if (!values.keySet().containsAll(template.tags())) {
      return null;
    }
    try {
      return new GuardedPattern(rule.name(), rule.where().toString(), template.filled(values));
    } catch (RuleSyntaxException e) {
      return null; // too many or too long values: such a rule cannot be answered, as without them
    }
  }
}
