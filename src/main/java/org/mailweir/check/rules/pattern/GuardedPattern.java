package org.mailweir.check.rules.pattern;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rule's pattern that cannot do harm: a match that takes too many steps or overflows the stack is
 * given up, and with it the rule for the rest of the message. After the third message the rule is
 * switched off for an hour; each further one switches it off again. Not for ever: else three
 * messages could take a rule from everybody. Shared by all threads.
 */
public final class GuardedPattern {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedPattern.class);
  private static final int STRIKES = 3;
  private static final int MOST_VALUES = 50;
  private static final int LONGEST_VALUE = 1_000;
  private static final Duration OFF = Duration.ofHours(1);

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
  private final Map<String, Integer> tags;
  private final AtomicInteger strikes = new AtomicInteger();
  private volatile long offSince;

  /**
   * @param rule its name, for the log
   * @param where the file and line that it stands in, for the log
   */
  public GuardedPattern(String rule, String where, Pattern pattern) {
    this.rule = rule;
    this.where = where;
    this.pattern = pattern;
    this.tags = tagsOf(pattern);
  }

  private boolean isOff() {
    return strikes.get() >= STRIKES && System.nanoTime() - offSince < OFF.toNanos();
  }

  /** Searches a text, octets as chars, counting at most so many matches. */
  public Found find(String text, int most, MatchBudget budget) {
    return find(text.getBytes(StandardCharsets.ISO_8859_1), most, budget);
  }

  /** Searches a text, counting at most so many matches. */
  public Found find(byte[] text, int most, MatchBudget budget) {
    return run(text, budget, matcher -> count(matcher, most));
  }

  /** What the first group of the first match holds; null without a match or a group. */
  public @Nullable String firstGroup(String text, MatchBudget budget) {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    Found group = run(octets, budget, GuardedPattern::group);
    return group.count() > 0 ? group.first() : null;
  }

  /** Whether named groups of it set tags for other rules. */
  public boolean captures() {
    return !tags.isEmpty();
  }

  /** Adds what its named groups hold in the first matches; nothing that is empty. */
  public void capture(byte[] text, int most, MatchBudget budget, Map<String, Set<String>> into) {
    run(text, budget, matcher -> capture(matcher, most, into));
  }

  private Found capture(Matcher matcher, int most, Map<String, Set<String>> into) {
    for (int count = 0; count < Math.min(most, MOST_VALUES) && matcher.find(); count++) {
      tags.forEach(
          (tag, group) -> {
            String value = matcher.group(group);
            if (value != null && !value.isEmpty() && value.length() <= LONGEST_VALUE) {
              into.computeIfAbsent(tag, t -> new LinkedHashSet<>()).add(value);
            }
          });
    }
    return Found.NOTHING;
  }

  /** The tags that named groups of a pattern set, with the number of the group. */
  public static Map<String, Integer> tagsOf(Pattern pattern) {
    Map<String, Integer> tags = new TreeMap<>();
    pattern
        .namedGroups()
        .forEach((name, group) -> GroupName.tag(name).ifPresent(tag -> tags.put(tag, group)));
    return tags;
  }

  private Found run(byte[] text, MatchBudget budget, Function<Matcher, Found> match) {
    if (isOff() || !budget.allows(rule)) {
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
    if (!budget.isSpent()) { // else others took what it needed
      strike(why);
    }
    budget.limitReached(rule);
    return Found.UNKNOWN;
  }

  private void strike(String why) {
    int times = strikes.incrementAndGet();
    offSince = System.nanoTime();
    String off = times >= STRIKES ? "; it is switched off for " + OFF.toMinutes() + " minutes" : "";
    LOG.warn("rule {} ({}) gave up a message: {}, time {}{}", rule, where, why, times, off);
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
