package org.mailweir.check.rules.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The states that an automaton has made so far, as one array of rows: the successor of the state
 * whose row begins at {@code row} for class c stands at {@code row + c}, shifted left by one; the
 * lowest bit says that segments end there.
 *
 * <p>Threads read the array without a lock. What they see may be old, which only means {@link
 * #UNKNOWN} where another thread knows more already; they then ask {@link #follow}, which takes the
 * lock. An array that became too small is replaced by a larger copy, and those who still read the
 * old one are served by it until they meet an unknown successor.
 */
final class DfaTable {

  static final int UNKNOWN = 0;

  /** The number of the state in which a text begins; 0 is not used, so that no successor is 0. */
  static final int FIRST = 1;

  private static final int BYTES_OF_STATE = 120;

  private final Nfa nfa;
  private final Nfa.Places[] restart;
  private final StatePool pool;
  private final int generation;
  private final int width;
  private final Map<Nfa.Places, Integer> known = new HashMap<>();
  private final List<Nfa.Places> states = new ArrayList<>();
  private volatile int[] next;
  private volatile int count;

  DfaTable(Nfa nfa, Nfa.Places[] restart, StatePool pool) {
    this.nfa = nfa;
    this.restart = restart;
    this.pool = pool;
    this.generation = pool.generation();
    this.width = restart.length;
    this.next = new int[8 * width];
    states.add(Nfa.Places.NONE);
    add(nfa.beginning(true));
  }

  boolean isOutdated() {
    return generation != pool.generation();
  }

  int[] next() {
    return next;
  }

  int count() {
    return count;
  }

  /** Where the row of the first state begins. */
  int first() {
    return FIRST * width;
  }

  /** The segments that end in a state. */
  synchronized long ended(int state) {
    return states.get(state).ended();
  }

  long endedAt(int row) {
    return ended(row / width);
  }

  /** The successor, made if need be. */
  synchronized int follow(int row, int octetClass) {
    int at = row + octetClass;
    if (next[at] == UNKNOWN) {
      Nfa.Places from = states.get(row / width);
      Nfa.Places places = nfa.step(from.waiting(), octetClass, restart[octetClass]);
      Integer state = known.get(places);
      int to = state == null ? add(places) : state;
      next[at] = to * width << 1 | (places.ended() != 0 ? 1 : 0);
    }
    return next[at];
  }

  private int add(Nfa.Places places) {
    int state = states.size();
    states.add(places);
    known.put(places, state);
    if ((state + 1) * width > next.length) {
      next = Arrays.copyOf(next, Math.max((state + 1) * width, next.length * 3 / 2));
    }
    count = state;
    pool.charge(BYTES_OF_STATE + 4L * (width + places.waiting().length));
    return state;
  }
}
