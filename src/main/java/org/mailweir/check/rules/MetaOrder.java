package org.mailweir.check.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mailweir.check.rules.Rule.Condition.Computed;
import org.mailweir.check.rules.language.RuleProblem;

/** Puts metas behind the metas that they use. Those in a circle, or above one, are left out. */
final class MetaOrder {

  private enum State {
    OPEN,
    DONE,
    BROKEN
  }

  private final Map<String, Rule> metas = new LinkedHashMap<>();
  private final Map<String, State> states = new HashMap<>();
  private final List<Rule> ordered = new ArrayList<>();
  private final List<RuleProblem> problems = new ArrayList<>();

  MetaOrder(List<Rule> rules) {
    for (Rule rule : rules) {
      if (rule.condition() instanceof Computed) {
        metas.put(rule.name(), rule);
      }
    }
    metas.values().forEach(this::visit);
  }

  List<Rule> ordered() {
    return ordered;
  }

  List<RuleProblem> problems() {
    return problems;
  }

  /** True when the rule and all below it can be computed. */
  private boolean visit(Rule rule) {
    State state = states.get(rule.name());
    if (state != null) {
      return state == State.DONE;
    }
    states.put(rule.name(), State.OPEN);
    String obstacle = obstacle(rule);
    states.put(rule.name(), obstacle.isEmpty() ? State.DONE : State.BROKEN);
    if (obstacle.isEmpty()) {
      ordered.add(rule);
    } else {
      problems.add(
          new RuleProblem(
              rule.where(),
              "meta " + rule.name() + " depends on itself by way of " + obstacle,
              "break the circle"));
    }
    return obstacle.isEmpty();
  }

  private String obstacle(Rule rule) {
    for (String name : ((Computed) rule.condition()).expression().names()) {
      Rule below = metas.get(name);
      if (below != null && !visit(below)) {
        return name;
      }
    }
    return "";
  }
}
