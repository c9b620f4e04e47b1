package org.mailweir.check.rules.pattern;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rule's pattern that cannot do harm: a match that takes too many steps or overflows the stack is
 * given up, and with it the rule for the rest of the message. Shared by all threads.
 */
public final class GuardedPattern {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedPattern.class);

  /**
   * @param count how often it matched
   * @param first what it matched first
   */
  public record Found(int count, String first) {
    public static final Found NOTHING = new Found(0, "");

    /** The match was given up: neither found nor absent. */
    public static final Found UNKNOWN = new Found(-1, "");

    /** Together with what the next text holds. A hit outweighs what is not known. */
    public Found and(Found next) {
      if (count > 0 && next.count > 0) {
        return new Found(count + next.count, first);
      }
      return count > 0 || next.count == 0 ? this : next;
    }
  }

  private final String rule;
  private final String where;
  private final Pattern pattern;

  /**
   * @param rule its name, for the log
   * @param where the file and line that it stands in, for the log
   */
  public GuardedPattern(String rule, String where, Pattern pattern) {
    this.rule = rule;
    this.where = where;
    this.pattern = pattern;
  }

  /** Searches the text, counting at most so many matches. */
  public Found find(String text, int most, MatchBudget budget) {
    return run(text, budget, matcher -> count(matcher, most));
  }

  /** What the first group of the first match holds; null without a match or a group. */
  public @Nullable String firstGroup(String text, MatchBudget budget) {
    Found group = run(text, budget, GuardedPattern::group);
    return group.count() > 0 ? group.first() : null;
  }

  private Found run(String text, MatchBudget budget, Function<Matcher, Found> match) {
    if (!budget.allows(rule)) {
      return Found.UNKNOWN;
    }
    BoundedText bounded = budget.open(text);
    String why;
    try {
      return match.apply(pattern.matcher(bounded));
    } catch (StepLimitException e) {
      why = "step limit";
    } catch (StackOverflowError e) {
      why = "stack overflow";
    } finally {
      budget.close(rule, bounded);
    }
    LOG.info("rule {} ({}) gave up a message: {}", rule, where, why);
    budget.limitReached(rule);
    return Found.UNKNOWN;
  }

  private static Found group(Matcher matcher) {
    String group = matcher.find() && matcher.groupCount() > 0 ? matcher.group(1) : null;
    return group == null ? Found.NOTHING : new Found(1, group);
  }

  private static Found count(Matcher matcher, int most) {
    if (!matcher.find()) {
      return Found.NOTHING;
    }
    String first = matcher.group();
    int count = 1;
    while (count < most && matcher.find()) {
      count++;
    }
    return new Found(count, first);
  }
}
