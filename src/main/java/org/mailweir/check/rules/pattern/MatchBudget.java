package org.mailweir.check.rules.pattern;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What matching may still cost in one message, and which rules reached a limit. One thread.
 *
 * <p>A rule that reached a limit is given up for this message only: were it given up for the next
 * ones too, a few messages made for it would switch it off for everybody.
 */
public final class MatchBudget {

  /** New states of automata that one message may lead to: a tenth of a second of work. */
  private static final int MOST_STATES = 50_000;

  /** Steps of automata that cost as much as one of a pattern. */
  private static final int SCAN_STEPS = 8;

  /** In all texts of a message, a rule may take that many times what it may take in one. */
  private static final int DEAR_TEXTS = 4;

  private final long perMatch;
  private final Map<String, Long> taken = new HashMap<>();
  private final Set<String> limited = new LinkedHashSet<>();
  private long left;
  private int states = MOST_STATES;

  public MatchBudget(long perMatch, long perMessage) {
    this.perMatch = perMatch;
    this.left = perMessage;
  }

  public boolean isSpent() {
    return left <= 0;
  }

  boolean allows(String rule) {
    return left > 0 && !limited.contains(rule);
  }

  BoundedText open(byte[] text) {
    return new BoundedText(text, Math.min(perMatch, left));
  }

  /** Books what a match took of a text that {@link #open} gave. */
  void close(String rule, BoundedText text) {
    long steps = Math.min(perMatch, left) - Math.max(0, text.left());
    left -= steps;
    if (taken.merge(rule, steps, Long::sum) > perMatch * DEAR_TEXTS) {
      limited.add(rule);
    }
  }

  /** Books a scan of a text by automata. */
  void scanned(int octets, int automata) {
    left -= (long) octets * automata / SCAN_STEPS;
  }

  /** Gives a rule up, unless it is the message whose limit is reached. */
  void limitReached(String rule) {
    if (left > 0) {
      limited.add(rule);
    }
  }

  /** The rules that were given up. */
  public Set<String> limited() {
    return limited;
  }

  /** False when this message has led to too many new states. */
  boolean takeState() {
    return --states >= 0;
  }
}
