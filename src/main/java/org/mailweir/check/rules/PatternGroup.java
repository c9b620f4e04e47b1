package org.mailweir.check.rules;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.rules.Rule.Condition.Matches;
import org.mailweir.check.rules.language.RuleFlags;
import org.mailweir.check.rules.pattern.GuardedPattern;
import org.mailweir.check.rules.pattern.GuardedPattern.Found;
import org.mailweir.check.rules.pattern.MatchBudget;
import org.mailweir.check.rules.pattern.Prefilter;
import org.mailweir.check.rules.pattern.StatePool;
import org.mailweir.check.rules.pattern.Template;

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
        instead == null || condition.template() != null
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
    Search search = new Search(message, prefiltered);
    for (int i = 0; i < texts.size() && !message.budget().isSpent(); i++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("deadline");
      }
      search.in(texts.get(i), i == 0);
    }
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      boolean known = member.condition().template() == null || search.exact(i) != null;
      Found total = texts.isEmpty() ? search.unset(i) : search.found[i];
      conclude(member, total, known && !message.budget().isSpent(), hits);
      message.tags().put(search.captured(i));
    }
  }

  /** What was found so far in the texts of one message. */
  private final class Search {
    private final Examination message;
    private final MatchBudget budget;
    private final Map<Integer, Optional<GuardedPattern>> exact = new HashMap<>();
    private final Map<Integer, Map<String, Set<String>>> captured = new HashMap<>();
    private final boolean prefiltered;
    private final Found[] found = new Found[members.size()];
    private final BitSet wanted = new BitSet();

    Search(Examination message, boolean prefiltered) {
      this.message = message;
      this.budget = message.budget();
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
          Found here = find(i, octets, most);
          members.get(i).rule().meter().ran(start);
          found[i] = found[i].and(here);
          wanted.set(i, found[i].count() < flags.maxHits());
        }
      }
    }

    private Found find(int i, byte[] octets, int most) {
      GuardedPattern pattern = members.get(i).pattern();
      boolean wide = members.get(i).condition().template() != null;
      Found here = pattern.find(octets, wide ? 1 : most, budget);
      if (here.count() <= 0) {
        return here;
      }
      if (wide) {
        GuardedPattern precise = exact(i);
        return precise == null ? Found.NOTHING : precise.find(octets, most, budget);
      }
      if (pattern.captures()) {
        Map<String, Set<String>> tags = captured.computeIfAbsent(i, n -> new TreeMap<>());
        pattern.capture(octets, most, budget, tags);
      }
      return here;
    }

    /** The pattern of a template with the tags of this message; null when one is missing. */
    @Nullable GuardedPattern exact(int i) {
      Member member = members.get(i);
      Template template = member.condition().template();
      return template == null
          ? null
          : exact
              .computeIfAbsent(
                  i, n -> Optional.ofNullable(message.tags().fill(member.rule(), template)))
              .orElse(null);
    }

    /** What is found in the text that stands for one that is not there. */
    Found unset(int i) {
      Member member = members.get(i);
      String instead = member.condition().ifUnset();
      GuardedPattern precise = instead == null ? null : exact(i);
      return precise == null || instead == null
          ? member.unset()
          : precise.find(instead, member.rule().flags().maxHits(), budget);
    }

    Map<String, Set<String>> captured(int i) {
      return captured.getOrDefault(i, Map.of());
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
