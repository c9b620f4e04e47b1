package org.mailweir.check.rules.pattern;

import java.util.Arrays;

/**
 * Searches a text for up to 63 segments at once, one step an octet. States of the deterministic
 * automaton are made when a text first leads to them (R. Cox, "Regular Expression Matching Can Be
 * Simple And Fast", 2007) and are kept in a {@link StatePool} that bounds their memory. Shared by
 * all threads; see {@link DfaTable} for how.
 */
final class LazyDfa {

  /** What the scan of a text that led to too many new states answers: anything may be there. */
  static final long ALL = -1;

  private static final int ABREAST = 4;

  private final Nfa nfa;
  private final StatePool pool;
  private final int mostStates;
  private final byte[] classOf;
  private volatile DfaTable table;

  /**
   * @param mostStates an automaton that needs more finds anything anywhere
   */
  LazyDfa(Nfa nfa, StatePool pool, int mostStates) {
    this.nfa = nfa;
    this.pool = pool;
    this.mostStates = mostStates;
    this.classOf = nfa.classOf();
    this.table = new DfaTable(nfa, pool);
  }

  private DfaTable current() {
    DfaTable current = table;
    if (current.isOutdated()) {
      current = new DfaTable(nfa, pool);
      table = current;
    }
    return current;
  }

  /**
   * Searches a text with several automata. Each step of one waits for the step before to come from
   * memory; four that walk abreast wait together.
   *
   * @param found gets the segments that each found, one bit each, or {@link #ALL}
   */
  static void scan(LazyDfa[] automata, int count, byte[] text, MatchBudget budget, long[] found) {
    int i = 0;
    for (; i + ABREAST <= count; i += ABREAST) {
      scanAbreast(automata, i, text, budget, found);
    }
    int left = count - i;
    if (left == 1) {
      found[i] = automata[i].scan(text, budget);
    } else if (left > 1) {
      // The last one also walks in the places that are empty, which costs next to nothing.
      LazyDfa[] rest = new LazyDfa[ABREAST];
      long[] foundByRest = new long[ABREAST];
      Arrays.fill(rest, automata[count - 1]);
      System.arraycopy(automata, i, rest, 0, left);
      scanAbreast(rest, 0, text, budget, foundByRest);
      System.arraycopy(foundByRest, 0, found, i, left);
    }
  }

  private static void scanAbreast(
      LazyDfa[] automata, int at, byte[] text, MatchBudget budget, long[] found) {
    Walker a = new Walker(automata[at], budget);
    Walker b = new Walker(automata[at + 1], budget);
    Walker c = new Walker(automata[at + 2], budget);
    Walker d = new Walker(automata[at + 3], budget);
    byte[] classesA = a.classOf;
    byte[] classesB = b.classOf;
    byte[] classesC = c.classOf;
    byte[] classesD = d.classOf;
    int widthA = a.width;
    int widthB = b.width;
    int widthC = c.width;
    int widthD = d.width;
    int stateA = DfaTable.FIRST;
    int stateB = DfaTable.FIRST;
    int stateC = DfaTable.FIRST;
    int stateD = DfaTable.FIRST;
    for (byte octet : text) {
      int o = octet & 0xFF;
      int classA = classesA[o] & 0xFF;
      int classB = classesB[o] & 0xFF;
      int classC = classesC[o] & 0xFF;
      int classD = classesD[o] & 0xFF;
      int toA = a.next[stateA * widthA + classA];
      int toB = b.next[stateB * widthB + classB];
      int toC = c.next[stateC * widthC + classC];
      int toD = d.next[stateD * widthD + classD];
      // An even successor is neither unknown (0 is told apart below) nor the end of a segment.
      stateA = plain(toA) ? toA >>> 1 : a.step(stateA, classA, toA);
      stateB = plain(toB) ? toB >>> 1 : b.step(stateB, classB, toB);
      stateC = plain(toC) ? toC >>> 1 : c.step(stateC, classC, toC);
      stateD = plain(toD) ? toD >>> 1 : d.step(stateD, classD, toD);
    }
    found[at] = a.found;
    found[at + 1] = b.found;
    found[at + 2] = c.found;
    found[at + 3] = d.found;
  }

  private static boolean plain(int to) {
    return (to & 1) == 0 && to != DfaTable.UNKNOWN;
  }

  private long scan(byte[] text, MatchBudget budget) {
    Walker walker = new Walker(this, budget);
    int state = DfaTable.FIRST;
    for (byte octet : text) {
      int octetClass = classOf[octet & 0xFF] & 0xFF;
      int to = walker.next[state * walker.width + octetClass];
      state = plain(to) ? to >>> 1 : walker.step(state, octetClass, to);
    }
    return walker.found;
  }

  /** One automaton on its way through a text. */
  private static final class Walker {
    final byte[] classOf;
    final int width;
    private final DfaTable table;
    private final MatchBudget budget;
    private final int mostStates;
    char[] next;
    long found;

    Walker(LazyDfa automaton, MatchBudget budget) {
      this.table = automaton.current();
      this.budget = budget;
      this.mostStates = automaton.mostStates;
      this.classOf = automaton.classOf;
      this.width = table.width();
      this.next = table.next();
      this.found = table.endedAtFirst();
    }

    /** A step to a state that is not known yet, or at whose end segments end. */
    int step(int state, int octetClass, int known) {
      int to = known;
      if (to == DfaTable.UNKNOWN) {
        boolean room = found != ALL && table.count() < mostStates && budget.takeState();
        to = room ? table.follow(state, octetClass) : DfaTable.UNKNOWN;
        if (to == DfaTable.UNKNOWN) {
          found = ALL;
          return DfaTable.FIRST; // where it goes on from does not matter any more
        }
        next = table.next();
      }
      if ((to & 1) != 0 && found != ALL) {
        found |= table.ended(to >>> 1);
      }
      return to >>> 1;
    }
  }
}
