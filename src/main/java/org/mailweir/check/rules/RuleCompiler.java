package org.mailweir.check.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.rules.Rule.Condition;
import org.mailweir.check.rules.eval.Eval;
import org.mailweir.check.rules.eval.EvalKind;
import org.mailweir.check.rules.eval.Evals;
import org.mailweir.check.rules.language.Definition.Call;
import org.mailweir.check.rules.language.Definition.Criterion;
import org.mailweir.check.rules.language.Definition.HasHeader;
import org.mailweir.check.rules.language.Definition.InHeader;
import org.mailweir.check.rules.language.Definition.InPartHeader;
import org.mailweir.check.rules.language.Definition.InText;
import org.mailweir.check.rules.language.Definition.LinkDetail;
import org.mailweir.check.rules.language.Definition.Meta;
import org.mailweir.check.rules.language.Definition.Scope;
import org.mailweir.check.rules.language.RuleBook;
import org.mailweir.check.rules.language.RuleEntry;
import org.mailweir.check.rules.language.RuleFlags;
import org.mailweir.check.rules.language.RuleProblem;
import org.mailweir.check.rules.language.ScoreSet;
import org.mailweir.check.rules.pattern.GuardedPattern;
import org.mailweir.check.rules.pattern.PerlLiteral;
import org.mailweir.check.rules.pattern.PerlRegex;
import org.mailweir.check.rules.pattern.RuleSyntaxException;
import org.mailweir.check.rules.pattern.Template;
import org.mailweir.check.rules.text.HeaderSelector;

/** Makes rules that can run out of a {@link RuleBook}. What cannot run becomes a problem. */
final class RuleCompiler {

  private static final Eval NEVER = input -> 0;

  private final ScoreSet scoreSet;
  private final Set<String> names;
  private final Map<String, Integer> slots = new HashMap<>();
  private final List<RuleProblem> problems = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();

  RuleCompiler(RuleBook book, ScoreSet scoreSet) {
    this.scoreSet = scoreSet;
    this.names =
        book.rules().stream().map(RuleEntry::name).collect(Collectors.toCollection(TreeSet::new));
    names.addAll(book.scores().keySet());
    problems.addAll(book.problems());
    List<RuleEntry> entries = List.copyOf(book.rules());
    List<Translated> patterns = entries.parallelStream().map(Translated::of).toList();
    for (int i = 0; i < entries.size(); i++) {
      compile(entries.get(i), patterns.get(i));
    }
  }

  /** The pattern of a rule, or why there is none. Patterns are compiled on all processors. */
  private record Translated(
      @Nullable Pattern pattern,
      @Nullable Template template,
      @Nullable RuleSyntaxException problem) {

    static Translated of(RuleEntry entry) {
      PerlLiteral literal =
          switch (entry.definition()) {
            case InText(var text, var pattern) -> pattern;
            case InHeader(var field, var pattern, var negated, var ifUnset) -> pattern;
            case InPartHeader(var field, var raw, var pattern, var negated, var ifUnset) -> pattern;
            default -> null;
          };
      try {
        if (literal == null) {
          return new Translated(null, null, null);
        }
        Template template = Template.of(literal);
        Pattern pattern = template == null ? PerlRegex.compile(literal) : template.wide();
        return new Translated(pattern, template, null);
      } catch (RuleSyntaxException e) {
        return new Translated(null, null, e);
      }
    }

    Pattern get() throws RuleSyntaxException {
      if (problem != null) {
        throw problem;
      }
      return Objects.requireNonNull(pattern);
    }
  }

  /** Those that are worth something in this score set. */
  List<Rule> rules() {
    return rules;
  }

  /** The index of each name in the array of values that metas compute with. */
  Map<String, Integer> slots() {
    return slots;
  }

  List<RuleProblem> problems() {
    return problems;
  }

  private void compile(RuleEntry entry, Translated translated) {
    double points = entry.scores().in(scoreSet);
    try {
      Condition condition = condition(entry, translated);
      if (points != 0 && !isAnsweredElsewhere(entry)) {
        slot(entry.name());
        rules.add(
            new Rule(
                entry, condition, entry.name().startsWith("__") ? 0 : points, new RuleMeter()));
      }
    } catch (RuleSyntaxException e) {
      problems.add(new RuleProblem(entry.where(), e.what(), e.remedy()));
    }
  }

  private int slot(String name) {
    return slots.computeIfAbsent(name, n -> slots.size());
  }

  private Condition condition(RuleEntry entry, Translated translated) throws RuleSyntaxException {
    RuleFlags flags = entry.flags();
    return switch (entry.definition()) {
      case InText(var text, var pattern) ->
          new Condition.Matches(
              Target.Text.of(text), translated.get(), false, null, translated.template());
      case InHeader(var field, var pattern, var negated, var ifUnset) ->
          new Condition.Matches(
              new Target.Header(HeaderSelector.parse(field)),
              translated.get(),
              negated,
              ifUnset == null ? "" : ifUnset,
              translated.template());
      case HasHeader(var field) -> new Condition.Exists(HeaderSelector.parse(field));
      case InPartHeader(var field, var raw, var pattern, var negated, var ifUnset) ->
          new Condition.Matches(
              new Target.MimeHeader(field, raw, ifUnset, flags.parts()),
              translated.get(),
              negated,
              null,
              translated.template());
      case Meta(var expression) ->
          new Condition.Computed(MetaExpression.compile(expression, metaNames(entry.name())));
      case Call call -> call(call);
      case LinkDetail(var criteria) -> new Condition.OfLink(compiled(entry, criteria));
    };
  }

  private MetaExpression.Names metaNames(String rule) {
    return new MetaExpression.Names(this::slot, names, rule, !scoreSet.network());
  }

  private List<LinkCriterion> compiled(RuleEntry entry, List<Criterion> criteria)
      throws RuleSyntaxException {
    List<LinkCriterion> compiled = new ArrayList<>();
    for (Criterion criterion : criteria) {
      GuardedPattern pattern =
          new GuardedPattern(
              entry.name(), entry.where().toString(), PerlRegex.compile(criterion.pattern()));
      compiled.add(new LinkCriterion(criterion.key(), criterion.negated(), pattern));
    }
    return compiled;
  }

  private static Condition call(Call call) throws RuleSyntaxException {
    Eval eval =
        call.scope() == Scope.NETWORK || Evals.isAnsweredElsewhere(call.function())
            ? NEVER
            : Evals.find(call.function(), call.arguments(), kind(call.scope()));
    if (eval == null) {
      throw new RuleSyntaxException(
          "the function " + call.function() + "() is not known",
          "remove the rule; it never hits here");
    }
    return new Condition.Calls(eval, call.scope());
  }

  private static EvalKind kind(Scope scope) {
    return switch (scope) {
      case BODY -> EvalKind.BODY;
      case RAWBODY -> EvalKind.RAWBODY;
      case FULL -> EvalKind.FULL;
      case HEADER, NETWORK -> EvalKind.HEADER;
    };
  }

  /** Such a rule is not run: another check finds it, under the same name, or nobody does. */
  private boolean isAnsweredElsewhere(RuleEntry entry) {
    if (!(entry.definition() instanceof Call call)) {
      return false;
    }
    return call.scope() == Scope.NETWORK
        || Evals.isAnsweredElsewhere(call.function())
        || entry.flags().net() && !scoreSet.network()
        || entry.flags().learn() && !scoreSet.bayes();
  }
}
