package org.mailweir.check.rules.pattern;

import java.util.LinkedHashSet;
import java.util.Set;

/** What matching may still cost in one message, and which rules reached a limit. One thread. */
public final class MatchBudget {

  /** New states of automata that one message may lead to: a tenth of a second of work. */
  private static final int MOST_STATES = 50_000;

  private final long perMatch;
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

  BoundedText open(byte[] text) {
    return new BoundedText(text, Math.min(perMatch, left));
  }

  /** Books what a match took of a text that {@link #open} gave. */
  void close(BoundedText text) {
    left -= Math.min(perMatch, left) - Math.max(0, text.left());
  }

  void limitReached(String rule) {
    limited.add(rule);
  }

  public Set<String> limited() {
    return limited;
  }

  /** False when this message has led to too many new states. */
  boolean takeState() {
    return --states >= 0;
  }
}
