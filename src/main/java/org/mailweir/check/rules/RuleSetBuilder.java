package org.mailweir.check.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/**
 * Takes in directives and makes rules of them. The last line about a rule wins, so that a local
 * file overrides the stock. A line that is wrong becomes a problem and has no other effect.
 */
final class RuleSetBuilder {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w{0,127}");
  private static final double FACT = 0;
  private static final double TRIAL = 0.01;

  private final ScoreSet scoreSet;
  private final Map<String, Directive> definitions = new LinkedHashMap<>();
  private final Map<String, Rule.Condition> conditions = new HashMap<>();
  private final Map<String, Double> scores = new HashMap<>();
  private final Map<String, String> descriptions = new HashMap<>();
  private final Map<String, RuleFlags> flags = new HashMap<>();
  private final Map<String, Integer> slots = new HashMap<>();
  private final List<RuleProblem> problems = new ArrayList<>();
  private @Nullable Directive openCondition;
  private int conditionDepth;

  RuleSetBuilder(ScoreSet scoreSet) {
    this.scoreSet = scoreSet;
  }

  void addFile(String name, String octets) {
    RuleFile.read(name, octets).forEach(this::add);
    if (openCondition != null) {
      problem(openCondition, "this block has no endif", "close it");
      openCondition = null;
      conditionDepth = 0;
    }
  }

  void problem(RuleProblem problem) {
    problems.add(problem);
  }

  private void problem(Directive at, String what, String remedy) {
    problems.add(new RuleProblem(at.where(), what, remedy));
  }

  private void add(Directive directive) {
    if (isSkipped(directive)) {
      return;
    }
    try {
      take(directive);
    } catch (RuleSyntaxException e) {
      problems.add(new RuleProblem(directive.where(), e.what(), e.remedy()));
    }
  }

  /** A block under a condition is left out as a whole: half of it could mean the opposite. */
  private boolean isSkipped(Directive directive) {
    switch (directive.word()) {
      case "if", "ifplugin" -> {
        if (conditionDepth++ == 0) {
          openCondition = directive;
          problem(
              directive,
              "the block under \"" + directive.word() + " " + directive.rest() + "\" is left out",
              "move what you need out of the block");
        }
      }
      case "endif" -> {
        conditionDepth = Math.max(0, conditionDepth - 1);
        openCondition = conditionDepth == 0 ? null : openCondition;
        return true;
      }
      default -> {}
    }
    return conditionDepth > 0;
  }

  private void take(Directive directive) throws RuleSyntaxException {
    switch (directive.word()) {
      case "header", "body", "rawbody", "uri", "full", "mimeheader", "meta" -> define(directive);
      case "score" -> scores.put(nameOf(directive), score(directive.value()));
      case "describe" -> descriptions.put(nameOf(directive), directive.value());
      case "tflags" -> flags.put(nameOf(directive), RuleFlags.parse(directive.value()));
      case "priority", "lang" -> nameOf(directive);
      default ->
          throw new RuleSyntaxException(
              "\"" + directive.word() + "\" is not known", "remove the line or mend the word");
    }
  }

  private static String nameOf(Directive directive) throws RuleSyntaxException {
    if (!NAME.matcher(directive.name()).matches()) {
      throw new RuleSyntaxException(
          "\"" + directive.name() + "\" is no rule name", "use letters, digits and underscores");
    }
    return directive.name();
  }

  private void define(Directive directive) throws RuleSyntaxException {
    String name = nameOf(directive);
    conditions.put(name, Conditions.parse(directive, this::slot));
    definitions.put(name, directive);
    slot(name);
  }

  private int slot(String name) {
    return slots.computeIfAbsent(name, n -> slots.size());
  }

  private double score(String values) throws RuleSyntaxException {
    String[] words = values.split("\\s+");
    if (words.length != 1 && words.length != 4) {
      throw new RuleSyntaxException(
          "a score has one value or four, not \"" + values + "\"", "write one number");
    }
    return Numbers.decimal(words[words.length == 1 ? 0 : scoreSet.ordinal()]);
  }

  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (Map.Entry<String, Directive> definition : definitions.entrySet()) {
      Rule.Condition condition = conditions.get(definition.getKey());
      if (condition != null) {
        rules.add(rule(definition.getKey(), definition.getValue().where(), condition));
      }
    }
    return rules;
  }

  private Rule rule(String name, Location where, Rule.Condition condition) {
    RuleFlags flagsOfRule = flags.getOrDefault(name, RuleFlags.NONE);
    String description = descriptions.getOrDefault(name, name);
    return new Rule(name, where, condition, points(name, flagsOfRule), description, flagsOfRule);
  }

  private double points(String name, RuleFlags flagsOfRule) {
    if (name.startsWith("__")) {
      return FACT;
    }
    double otherwise = name.startsWith("T_") ? TRIAL : 1;
    return scores.getOrDefault(name, flagsOfRule.nice() ? -otherwise : otherwise);
  }

  Map<String, Double> scores() {
    return Map.copyOf(scores);
  }

  Map<String, Integer> slots() {
    return Map.copyOf(slots);
  }

  List<RuleProblem> problems() {
    return List.copyOf(problems);
  }
}
