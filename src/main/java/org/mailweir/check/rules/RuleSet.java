package org.mailweir.check.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.mailweir.check.CheckInput;
import org.mailweir.check.Finding;
import org.mailweir.check.rules.Rule.Condition.Calls;
import org.mailweir.check.rules.Rule.Condition.Computed;
import org.mailweir.check.rules.Rule.Condition.Exists;
import org.mailweir.check.rules.Rule.Condition.Matches;
import org.mailweir.check.rules.Rule.Condition.OfLink;
import org.mailweir.check.rules.eval.Eval;
import org.mailweir.check.rules.language.Definition.Scope;
import org.mailweir.check.rules.language.FileSource;
import org.mailweir.check.rules.language.RuleBook;
import org.mailweir.check.rules.language.RuleBookBuilder;
import org.mailweir.check.rules.language.RuleProblem;
import org.mailweir.check.rules.language.ScoreSet;
import org.mailweir.check.rules.pattern.MatchBudget;
import org.mailweir.check.rules.pattern.StatePool;
import org.mailweir.check.rules.text.HeaderSelector;
import org.mailweir.check.rules.uri.UriDetail;
import org.mailweir.relay.NetworkSettings;
import org.mailweir.relay.TrustSettings;

/**
 * Rules, read and compiled. Immutable; shared by all threads; a reload makes a new one.
 *
 * <p>A line that is wrong is in {@link #problems()}, has no effect and stops nothing else. A rule
 * with a score of 0 is not run. Facts ({@code __NAME}) are worth nothing and run all the same,
 * unless a score line says 0.
 */
public final class RuleSet {

  /** What the automata that search for patterns may keep in memory. */
  private static final long STATE_BYTES = 48L << 20;

  private final RulesSettings settings;
  private final String origin;
  private final RuleBook book;
  private final Surroundings surroundings;
  private final List<RuleProblem> problems;
  private final Set<String> names = new TreeSet<>();
  private final Map<String, Rule> active = new HashMap<>();
  private final Map<String, Double> scores;
  private final Map<String, Double> networkScores;
  private final List<PatternGroup> groups = new ArrayList<>();
  private final List<Rule> existing = new ArrayList<>();
  private final List<Rule> headerCalls = new ArrayList<>();
  private final List<Rule> otherCalls = new ArrayList<>();
  private final Metas metas;
  private final Shortcuts shortcuts;
  private final boolean looksAtLinks;

  private RuleSet(RulesSettings settings, NetworkSettings networks, String origin, RuleBook book) {
    this.settings = settings;
    this.origin = origin;
    this.book = book;
    StatePool pool = new StatePool(STATE_BYTES);
    this.surroundings = Surroundings.of(book, networks, pool);
    this.shortcuts = new Shortcuts(book);
    RuleCompiler compiler = new RuleCompiler(book, settings.situation());
    this.scores = scores(book, settings.situation());
    this.networkScores = scores(book, settings.situation().withNetwork());
    List<Rule> running = compiler.rules();
    running.forEach(rule -> names.add(rule.name()));
    running.forEach(rule -> active.put(rule.name(), rule));
    Map<Target, List<Rule>> capturing = new LinkedHashMap<>();
    Map<Target, List<Rule>> byTarget = new LinkedHashMap<>();
    for (Rule rule : running) {
      switch (rule.condition()) {
        case Matches(Target target, var pattern, var negated, var ifUnset, var template) ->
            (Tags.areSetBy(pattern) ? capturing : byTarget)
                .computeIfAbsent(target, t -> new ArrayList<>())
                .add(rule);
        case Exists exists -> existing.add(rule);
        case Calls(var function, var scope) ->
            (scope == Scope.HEADER ? headerCalls : otherCalls).add(rule);
        case OfLink ofLink -> otherCalls.add(rule);
        case Computed computed -> {}
      }
    }
    capturing.forEach((target, rules) -> groups.add(new PatternGroup(target, rules, pool)));
    byTarget.forEach((target, rules) -> groups.add(new PatternGroup(target, rules, pool)));
    this.looksAtLinks =
        byTarget.containsKey(Target.Text.URI) || !headerCalls.isEmpty() || !otherCalls.isEmpty();
    MetaOrder order = new MetaOrder(running);
    this.metas = new Metas(order.ordered(), compiler.slots());
    List<RuleProblem> all = new ArrayList<>(compiler.problems());
    all.addAll(order.problems());
    all.addAll(Tags.problems(running));
    this.problems = List.copyOf(all);
  }

  private static Map<String, Double> scores(RuleBook book, ScoreSet set) {
    Map<String, Double> scores = new HashMap<>();
    book.scores().forEach((name, all) -> scores.put(name, all.in(set)));
    return Map.copyOf(scores);
  }

  /**
   * Reads the files that the settings name.
   *
   * @param base the folder that relative names count from
   * @throws RuleFilesException when one of them is missing or unreadable: with half of the rules
   *     every spam would be called clean
   */
  public static RuleSet load(RulesSettings settings, Path base) throws RuleFilesException {
    return load(settings, NetworkSettings.DEFAULT, base);
  }

  /**
   * The same with networks that are known beside those of the files.
   *
   * @param networks what they leave open is as the files say
   */
  public static RuleSet load(RulesSettings settings, NetworkSettings networks, Path base)
      throws RuleFilesException {
    RuleFiles files = new RuleFiles(settings, base);
    RuleBook book = files.read();
    return new RuleSet(settings, networks, files.origin(), book);
  }

  /**
   * Reads rules from a text that includes no files.
   *
   * @param name stands for the file's name in messages
   * @param text octets, one char each
   */
  public static RuleSet parse(RulesSettings settings, String name, String text) {
    RuleBookBuilder builder =
        new RuleBookBuilder(settings.situation().network(), FileSource.NONE).withAllPlugins();
    builder.addFile(name, text);
    return new RuleSet(settings, NetworkSettings.DEFAULT, name, builder.build());
  }

  /** Whose rules they are and where they come from, in words. */
  public String origin() {
    return origin;
  }

  /** All that the files say, rules that do not run included. */
  public RuleBook book() {
    return book;
  }

  /** What was wrong in the files, in their order. */
  public List<RuleProblem> problems() {
    return problems;
  }

  /** The names of the rules that run, sorted. */
  public Set<String> names() {
    return Collections.unmodifiableSet(names);
  }

  /** What the costliest rules have cost since they were loaded, the costliest first. */
  public List<RuleCost> costliest(int most) {
    return costs().stream()
        .filter(cost -> cost.runs() > 0)
        .sorted(Comparator.comparingLong(RuleCost::micros).reversed())
        .limit(most)
        .toList();
  }

  /** What each rule has cost since they were loaded. */
  public List<RuleCost> costs() {
    return active.values().stream().map(rule -> rule.meter().cost(rule.name())).toList();
  }

  /** The names of the metas that use a rule, in the order of their definition. */
  public List<String> usersOf(String name) {
    return metas.usersOf(name);
  }

  /** Where each rule hits in a message, metas over these rules included. */
  public List<RuleTrace> trace(CheckInput input) throws InterruptedException {
    Examination message = open(input);
    List<Finding> findings = new ArrayList<>(evidence(message, true));
    findings.addAll(conclusions(findings));
    return new RuleTracer(active, message).trace(findings);
  }

  /** Every {@code score} line, also those for findings of other checks. */
  public Map<String, Double> scores() {
    return scores;
  }

  /**
   * The points that a {@code score} line gives to a name. This is how an administrator scores what
   * other checks find: such a check is made with this function in hand and asks it.
   *
   * @param otherwise the answer when there is no such line
   */
  public double pointsOf(String name, double otherwise) {
    return scores.getOrDefault(name, otherwise);
  }

  /**
   * The points of a finding that the network brought. Score lines of four values often say nothing
   * for it where no network checks are counted on; but it was found, so the other value holds.
   */
  public double networkPointsOf(String name, double otherwise) {
    return networkScores.getOrDefault(name, otherwise);
  }

  /** Which of the four values of a score line holds. */
  public ScoreSet situation() {
    return settings.situation();
  }

  /** Which relays of a message are ours. */
  public TrustSettings trust() {
    return surroundings.trust();
  }

  /** Begins to examine a message. */
  Examination open(CheckInput input) {
    return new Examination(
        input, surroundings, new MatchBudget(settings.stepsPerMatch(), settings.stepsPerMessage()));
  }

  /** Runs every rule but the metas. */
  List<Finding> evidence(Examination message, boolean prefiltered) throws InterruptedException {
    Hits hits = new Hits();
    if (looksAtLinks) {
      message.links();
    }
    // Functions over the header change what body rules see: FreeMail, in SpamAssassin.
    call(headerCalls, message, hits);
    for (PatternGroup group : groups) {
      group.run(message, prefiltered, hits);
    }
    for (Rule rule : existing) {
      if (rule.condition() instanceof Exists(HeaderSelector field)) {
        addIf(message.text().header(field) != null, rule, "", hits);
      }
    }
    call(otherCalls, message, hits);
    return shortcuts.apply(hits.findings());
  }

  private static void call(List<Rule> rules, Examination message, Hits hits)
      throws InterruptedException {
    for (Rule rule : rules) {
      if (Thread.interrupted()) {
        throw new InterruptedException("deadline");
      }
      if (rule.condition() instanceof Calls(Eval function, var scope)) {
        long start = System.nanoTime();
        int count = function.hits(message.functions());
        rule.meter().ran(start);
        if (count > 0) {
          hits.add(rule, count, "");
        }
      } else if (rule.condition() instanceof OfLink(List<LinkCriterion> criteria)) {
        callOnLinks(rule, criteria, message, hits);
      }
    }
  }

  private static void callOnLinks(
      Rule rule, List<LinkCriterion> criteria, Examination message, Hits hits) {
    for (UriDetail link : message.links()) {
      if (criteria.stream().allMatch(c -> c.isMetBy(link, message.budget()))) {
        hits.add(rule, 1, link.raw());
        return;
      }
    }
  }

  private static void addIf(boolean hit, Rule rule, String evidence, Hits hits) {
    if (hit) {
      hits.add(rule, 1, evidence);
    }
  }

  /** Computes the metas over findings of all checks. */
  List<Finding> conclusions(List<Finding> evidence) {
    if (Shortcuts.taken(evidence)) {
      return List.of();
    }
    Hits hits = new Hits();
    metas.compute(evidence, hits);
    return shortcuts.apply(hits.findings());
  }
}
