package org.mailweir.check.rules.pattern;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Searches a text for up to 64 segments at once, one step an octet. States of the deterministic
 * automaton are made when a text first leads to them (R. Cox, "Regular Expression Matching Can Be
 * Simple And Fast", 2007) and are kept in a {@link StatePool} that bounds their memory. Shared by
 * all threads without locks: a state is immutable but for its row of successors, and two threads
 * that fill the same field write equal states.
 */
final class LazyDfa {

  /** What the scan of a text that led to too many new states answers: anything may be there. */
  static final long ALL = -1;

  private static final int BYTES_OF_STATE = 96;
  private static final int MOST_STATES_OF_ONE = 3_000;

  private final Nfa nfa;
  private final StatePool pool;
  private final byte[] classOf;
  private final Nfa.Places[] restart;
  private volatile States states;

  private record State(int[] waiting, long ended, @Nullable State[] next) {}

  private record States(int generation, ConcurrentHashMap<Nfa.Places, State> known, State first) {}

  LazyDfa(Nfa nfa, StatePool pool) {
    this.nfa = nfa;
    this.pool = pool;
    this.classOf = nfa.classOf();
    int[] beginning = nfa.beginning(false).waiting();
    this.restart = new Nfa.Places[nfa.classCount()];
    for (int c = 0; c < restart.length; c++) {
      restart[c] = nfa.step(beginning, c, Nfa.Places.NONE);
    }
    this.states = fresh(pool.generation());
  }

  private States fresh(int generation) {
    ConcurrentHashMap<Nfa.Places, State> known = new ConcurrentHashMap<>();
    Nfa.Places first = nfa.beginning(true);
    return new States(generation, known, known.computeIfAbsent(first, this::make));
  }

  private State make(Nfa.Places places) {
    return new State(places.waiting(), places.ended(), new @Nullable State[restart.length]);
  }

  /** The segments in the text, one bit each, or {@link #ALL}. */
  long scan(byte[] text, MatchBudget budget) {
    States current = current();
    State state = current.first();
    long found = state.ended();
    for (byte octet : text) {
      int octetClass = classOf[octet & 0xFF] & 0xFF;
      State next = state.next()[octetClass];
      if (next == null) {
        if (!budget.takeState()) {
          return ALL;
        }
        next = follow(current, state, octetClass);
      }
      state = next;
      found |= state.ended();
    }
    return found;
  }

  /** Whether any segment is in the text; true also when too many states would have to be made. */
  boolean any(byte[] text, MatchBudget budget) {
    States current = current();
    State state = current.first();
    for (int i = 0; i < text.length && state.ended() == 0; i++) {
      int octetClass = classOf[text[i] & 0xFF] & 0xFF;
      State next = state.next()[octetClass];
      if (next == null) {
        if (current.known().size() >= MOST_STATES_OF_ONE || !budget.takeState()) {
          return true;
        }
        next = follow(current, state, octetClass);
      }
      state = next;
    }
    return state.ended() != 0;
  }

  private States current() {
    States current = states;
    if (current.generation() != pool.generation()) {
      current = fresh(pool.generation());
      states = current;
    }
    return current;
  }

  private State follow(States current, State from, int octetClass) {
    Nfa.Places places = nfa.step(from.waiting(), octetClass, restart[octetClass]);
    State known = current.known().get(places);
    if (known == null) {
      known = current.known().computeIfAbsent(places, this::make);
      pool.charge(BYTES_OF_STATE + 4L * (restart.length + places.waiting().length));
    }
    from.next()[octetClass] = known;
    return known;
  }
}
