package org.mailweir.check.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.mailweir.check.Finding;
import org.mailweir.check.rules.language.Definition;
import org.mailweir.check.rules.language.Definition.Text;
import org.mailweir.check.rules.language.RuleEntry;
import org.mailweir.check.rules.language.ScoreSet;

/**
 * What kind of evidence each rule is, for whoever must not trust one kind alone. Immutable; made
 * for one rule set.
 */
public final class RuleSides {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final int DEEPEST = 20;
  private static final Side NOTHING = new Side(0, 0, 0);
  private static final List<String> NOT_COUNTED = List.of("noautolearn", "userconf", "learn");

  private final Map<String, RuleEntry> rules = new HashMap<>();
  private final Map<String, Side> sides = new HashMap<>();
  private final Map<String, Share> shares = new HashMap<>();
  private final ScoreSet withoutBayes;

  /**
   * The points of one finding by what they rest on.
   *
   * @param head points for what the header says
   * @param body points for what the body says
   * @param all points altogether; also those of evidence that is neither
   */
  public record Side(double head, double body, double all) {}

  /** How much of a rule looks at which side; together at most 1. */
  private record Share(double head, double body) {}

  private static final Share NEITHER = new Share(0, 0);

  /**
   * Looks at all rules.
   *
   * @param network whether the values of score lines hold that count on network checks
   */
  public RuleSides(RuleSet set, boolean network) {
    this.withoutBayes = network ? ScoreSet.NETWORK : ScoreSet.PLAIN;
    set.book().rules().forEach(rule -> rules.put(rule.name(), rule));
    rules.values().forEach(rule -> sides.put(rule.name(), side(rule)));
  }

  /**
   * What a finding is worth as evidence, as if there were no classifier. Nothing for what the
   * classifier says itself, and for rules with the flags noautolearn, userconf or learn.
   */
  public Side of(Finding finding) {
    Side known = sides.get(finding.name());
    if (known != null) {
      return known;
    }
    return finding.name().startsWith("BAYES_") ? NOTHING : new Side(0, 0, finding.points());
  }

  private Side side(RuleEntry rule) {
    if (rule.name().startsWith("BAYES_")
        || rule.flags().words().stream().anyMatch(NOT_COUNTED::contains)) {
      return NOTHING;
    }
    double points = rule.scores().in(withoutBayes);
    Share share = share(rule, 0);
    return new Side(points * share.head, points * share.body, points);
  }

  private Share share(RuleEntry rule, int depth) {
    Share known = shares.get(rule.name());
    if (known != null) {
      return known;
    }
    shares.put(rule.name(), NEITHER); // for a meta that uses itself
    Share share = of(rule.definition(), depth);
    shares.put(rule.name(), share);
    return share;
  }

  private Share of(Definition definition, int depth) {
    return switch (definition) {
      case Definition.InHeader h -> new Share(1, 0);
      case Definition.HasHeader h -> new Share(1, 0);
      case Definition.InPartHeader p -> new Share(0, 1);
      case Definition.LinkDetail l -> new Share(0, 1);
      case Definition.InText(Text text, var pattern) ->
          text == Text.FULL ? new Share(0.5, 0.5) : new Share(0, 1);
      case Definition.Call(Definition.Scope scope, var function, var arguments) ->
          switch (scope) {
            case HEADER -> new Share(1, 0);
            case BODY, RAWBODY -> new Share(0, 1);
            case FULL -> new Share(0.5, 0.5);
            case NETWORK -> NEITHER;
          };
      case Definition.Meta(String expression) -> ofMeta(expression, depth);
    };
  }

  /** A meta rests on what its rules rest on, each as much as the others. */
  private Share ofMeta(String expression, int depth) {
    List<RuleEntry> used =
        NAME.matcher(expression)
            .results()
            .map(MatchResult::group)
            .distinct()
            .filter(rules::containsKey)
            .map(rules::get)
            .toList();
    if (depth >= DEEPEST || used.isEmpty()) {
      return NEITHER;
    }
    double head = 0;
    double body = 0;
    for (RuleEntry rule : used) {
      Share share = share(rule, depth + 1);
      head += share.head;
      body += share.body;
    }
    return new Share(head / used.size(), body / used.size());
  }
}
