package org.mailweir.check.rules;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.mailweir.check.rules.Rule.Condition.Matches;
import org.mailweir.check.rules.language.RuleFlags;
import org.mailweir.check.rules.pattern.GuardedPattern;
import org.mailweir.check.rules.pattern.GuardedPattern.Found;
import org.mailweir.check.rules.pattern.MatchBudget;
import org.mailweir.check.rules.pattern.Prefilter;
import org.mailweir.check.rules.pattern.StatePool;

/** All pattern rules that look at the same texts, run together behind one prefilter. */
final class PatternGroup {

  /**
   * @param unset what is found when the message has no such text, which is always the same
   */
  private record Member(Rule rule, Matches condition, GuardedPattern pattern, Found unset) {}

  private static final long ENOUGH = 100_000;

  private final Target target;
  private final List<Member> members;
  private final Prefilter prefilter;

  /**
   * @param rules each of them with a {@link Matches} on the target
   */
  PatternGroup(Target target, List<Rule> rules, StatePool pool) {
    this.target = target;
    this.members = rules.stream().map(rule -> member(rule, pool)).toList();
    this.prefilter =
        new Prefilter(members.stream().map(member -> member.condition().pattern()).toList(), pool);
  }

  private static Member member(Rule rule, StatePool pool) {
    Matches condition = (Matches) rule.condition();
    GuardedPattern pattern =
        new GuardedPattern(rule.name(), rule.where().toString(), condition.pattern(), pool);
    String instead = condition.ifUnset();
    Found unset =
        instead == null
            ? Found.NOTHING
            : pattern.find(instead, rule.flags().maxHits(), new MatchBudget(ENOUGH, ENOUGH));
    return new Member(rule, condition, pattern, unset);
  }

  /**
   * Runs the rules on a message.
   *
   * @param prefiltered false to run every rule on every text, which must find the same
   */
  void run(Examination message, boolean prefiltered, Hits hits) throws InterruptedException {
    MatchBudget budget = message.budget();
    List<String> texts = target.texts(message);
    Found[] found = new Found[members.size()];
    Arrays.fill(found, Found.NOTHING);
    for (int i = 0; i < texts.size(); i++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("deadline");
      }
      search(texts.get(i), i, prefiltered, budget, found);
    }
    for (int i = 0; i < found.length; i++) {
      Found total = texts.isEmpty() ? members.get(i).unset() : found[i];
      conclude(members.get(i), total, hits);
    }
  }

  private void search(
      String text, int index, boolean prefiltered, MatchBudget budget, Found[] found) {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    BitSet candidates = prefiltered ? prefilter.candidates(octets, budget) : all();
    for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
      RuleFlags flags = members.get(i).rule().flags();
      int before = Math.max(0, found[i].count());
      if (before < flags.maxHits() && !(index == 0 && flags.noSubject())) {
        int most = flags.maxHits() - before;
        GuardedPattern pattern = members.get(i).pattern();
        Found here =
            prefiltered
                ? pattern.find(text, octets, most, budget)
                : pattern.find(text, most, budget);
        found[i] = found[i].and(here);
      }
    }
  }

  private BitSet all() {
    BitSet all = new BitSet();
    all.set(0, members.size());
    return all;
  }

  private static void conclude(Member member, Found found, Hits hits) {
    boolean negated = member.condition().negated();
    if (negated && found.count() == 0) {
      hits.add(member.rule(), 1, "");
    } else if (!negated && found.count() > 0) {
      hits.add(member.rule(), found.count(), found.first());
    }
  }
}
