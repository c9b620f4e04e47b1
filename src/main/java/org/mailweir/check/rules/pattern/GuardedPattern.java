package org.mailweir.check.rules.pattern;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rule's pattern that cannot do harm: a match that takes too many steps or overflows the stack
 * counts as none, and after the third time the rule is switched off until the rules are loaded
 * anew. Shared by all threads.
 */
public final class GuardedPattern {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedPattern.class);
  private static final int STRIKES = 3;

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
  private final AtomicInteger strikes = new AtomicInteger();

  /**
   * @param rule its name, for the log
   * @param where the file and line that it stands in, for the log
   */
  public GuardedPattern(String rule, String where, Pattern pattern) {
    this.rule = rule;
    this.where = where;
    this.pattern = pattern;
  }

  private boolean isOff() {
    return strikes.get() >= STRIKES;
  }

  /** Searches a text, octets as chars, counting at most so many matches. */
  public Found find(String text, int most, MatchBudget budget) {
    return find(text.getBytes(StandardCharsets.ISO_8859_1), most, budget);
  }

  /** Searches a text, counting at most so many matches. */
  public Found find(byte[] text, int most, MatchBudget budget) {
    if (isOff() || budget.isSpent()) {
      return Found.UNKNOWN;
    }
    BoundedText bounded = budget.open(text);
    try {
      return count(pattern.matcher(bounded), most);
    } catch (StepLimitException e) {
      strike("step limit", budget);
    } catch (StackOverflowError e) {
      strike("stack overflow", budget);
    } finally {
      budget.close(bounded);
    }
    return Found.UNKNOWN;
  }

  /** What the first group of the first match holds; null without a match or a group. */
  public @Nullable String firstGroup(String text, MatchBudget budget) {
    if (isOff() || budget.isSpent()) {
      return null;
    }
    BoundedText bounded = budget.open(text.getBytes(StandardCharsets.ISO_8859_1));
    try {
      Matcher matcher = pattern.matcher(bounded);
      return matcher.find() && matcher.groupCount() > 0 ? matcher.group(1) : null;
    } catch (StepLimitException e) {
      strike("step limit", budget);
    } catch (StackOverflowError e) {
      strike("stack overflow", budget);
    } finally {
      budget.close(bounded);
    }
    return null;
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

  private void strike(String why, MatchBudget budget) {
    budget.limitReached(rule);
    int times = strikes.incrementAndGet();
    String off = times >= STRIKES ? "; it is switched off until the rules are loaded anew" : "";
    LOG.warn("rule {} ({}) gave up a match: {}, time {}{}", rule, where, why, times, off);
  }
}
