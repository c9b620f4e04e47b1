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
    this.members = rules.stream().map(PatternGroup::member).toList();
    this.prefilter =
        new Prefilter(members.stream().map(member -> member.condition().pattern()).toList(), pool);
  }

  private static Member member(Rule rule) {
    Matches condition = (Matches) rule.condition();
    GuardedPattern pattern =
        new GuardedPattern(rule.name(), rule.where().toString(), condition.pattern());
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
    List<String> texts = target.texts(message);
    Search search = new Search(message.budget(), prefiltered);
    for (int i = 0; i < texts.size() && !message.budget().isSpent(); i++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("deadline");
      }
      search.in(texts.get(i), i == 0);
    }
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      Found total = texts.isEmpty() ? member.unset() : search.found[i];
      conclude(member, total, !message.budget().isSpent(), hits);
    }
  }

  /** What was found so far in the texts of one message. */
  private final class Search {
    private final MatchBudget budget;
    private final boolean prefiltered;
    private final Found[] found = new Found[members.size()];
    private final BitSet wanted = new BitSet();

    Search(MatchBudget budget, boolean prefiltered) {
      this.budget = budget;
      this.prefiltered = prefiltered;
      Arrays.fill(found, Found.NOTHING);
      wanted.set(0, members.size());
    }

    void in(String text, boolean first) {
      byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
      BitSet candidates =
          prefiltered ? prefilter.candidates(octets, wanted, budget) : (BitSet) wanted.clone();
      for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
        RuleFlags flags = members.get(i).rule().flags();
        if (!(first && flags.noSubject())) {
          int before = Math.max(0, found[i].count());
          int most = flags.maxHits() - before;
          long start = System.nanoTime();
          Found here = members.get(i).pattern().find(octets, most, budget);
          members.get(i).rule().meter().ran(start);
          found[i] = found[i].and(here);
          wanted.set(i, found[i].count() < flags.maxHits());
        }
      }
    }
  }

  /**
   * @param whole whether all texts were searched; else nobody knows what is not there
   */
  private static void conclude(Member member, Found found, boolean whole, Hits hits) {
    boolean negated = member.condition().negated();
    if (negated && found.count() == 0 && whole) {
      hits.add(member.rule(), 1, "");
    } else if (!negated && found.count() > 0) {
      hits.add(member.rule(), found.count(), found.first());
    }
  }
}
