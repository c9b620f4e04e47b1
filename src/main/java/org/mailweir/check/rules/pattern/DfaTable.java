package org.mailweir.check.rules.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The states that an automaton has made so far, as one array of rows: the successor of state s for
 * class c stands at {@code s * width + c}, shifted left by one; the lowest bit says that segments
 * end there.
 *
 * <p>A segment can begin behind any octet, so every state holds the places that the last octet
 * leads to from a beginning. They depend on that octet only; a state names it, and keeps the places
 * beyond them, which are few.
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

  /** What a number of 15 bits can name. */
  private static final int MOST_STATES = (1 << 15) - 1;

  private static final int BYTES_OF_STATE = 130;

  private final Nfa nfa;
  private final StatePool pool;
  private final int generation;
  private final int width;
  private final Map<Nfa.State, Integer> known = new HashMap<>();
  private final List<Nfa.State> states = new ArrayList<>();
  private final long first;
  private volatile char[] next;
  private volatile long[] ended = new long[8];
  private volatile int count;

  DfaTable(Nfa nfa, StatePool pool) {
    this.nfa = nfa;
    this.pool = pool;
    this.generation = pool.generation();
    this.width = nfa.classCount();
    this.next = new char[8 * width];
    this.first = nfa.first().ended();
    states.add(nfa.first());
    add(nfa.first());
  }

  /** Whether it was forgotten, or can take no more states. */
  boolean isOutdated() {
    return generation != pool.generation() || count >= MOST_STATES - 1;
  }

  char[] next() {
    return next;
  }

  int count() {
    return count;
  }

  int width() {
    return width;
  }

  /** The segments that end before the first octet. */
  long endedAtFirst() {
    return first;
  }

  /** The segments that end in a state in which some do. */
  long ended(int state) {
    long[] seen = ended;
    long segments = state < seen.length ? seen[state] : 0;
    return segments != 0 ? segments : endedForSure(state); // what is seen without a lock may be old
  }

  private synchronized long endedForSure(int state) {
    return states.get(state).ended();
  }

  /** The successor, made if need be; {@link #UNKNOWN} when there is no room for another state. */
  synchronized int follow(int state, int octetClass) {
    int at = state * width + octetClass;
    if (next[at] == UNKNOWN) {
      Nfa.State reached = nfa.step(states.get(state), octetClass);
      Integer number = known.get(reached);
      if (number == null && count >= MOST_STATES) {
        return UNKNOWN;
      }
      int to = number == null ? add(reached) : number;
      next[at] = (char) (to << 1 | (reached.ended() != 0 ? 1 : 0));
    }
    return next[at];
  }

  private int add(Nfa.State state) {
    int number = states.size();
    states.add(state);
    known.put(state, number);
    if ((number + 1) * width > next.length) {
      next = Arrays.copyOf(next, Math.max((number + 1) * width, next.length * 5 / 4));
    }
    if (number >= ended.length) {
      ended = Arrays.copyOf(ended, ended.length * 2);
    }
    ended[number] = state.ended();
    count = number;
    pool.charge(BYTES_OF_STATE + 2L * width + 4L * state.beyond().length);
    return number;
  }
}
