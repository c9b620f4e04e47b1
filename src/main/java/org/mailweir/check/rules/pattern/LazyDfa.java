package org.mailweir.check.rules.pattern;

/**
 * Searches a text for up to 63 segments at once, one step an octet. States of the deterministic
 * automaton are made when a text first leads to them (R. Cox, "Regular Expression Matching Can Be
 * Simple And Fast", 2007) and are kept in a {@link StatePool} that bounds their memory. Shared by
 * all threads; see {@link DfaTable} for how.
 */
final class LazyDfa {

  /** What the scan of a text that led to too many new states answers: anything may be there. */
  static final long ALL = -1;

  private static final int MOST_STATES_OF_ONE = 3_000;

  private final Nfa nfa;
  private final StatePool pool;
  private final byte[] classOf;
  private final Nfa.Places[] restart;
  private volatile DfaTable table;

  LazyDfa(Nfa nfa, StatePool pool) {
    this.nfa = nfa;
    this.pool = pool;
    this.classOf = nfa.classOf();
    int[] beginning = nfa.beginning(false).waiting();
    this.restart = new Nfa.Places[nfa.classCount()];
    for (int c = 0; c < restart.length; c++) {
      restart[c] = nfa.restart(beginning, c);
    }
    this.table = new DfaTable(nfa, restart, pool);
  }

  private DfaTable current() {
    DfaTable current = table;
    if (current.isOutdated()) {
      current = new DfaTable(nfa, restart, pool);
      table = current;
    }
    return current;
  }

  /** The segments in the text, one bit each, or {@link #ALL}. */
  long scan(byte[] text, MatchBudget budget) {
    DfaTable current = current();
    int[] next = current.next();
    long found = current.ended(DfaTable.FIRST);
    int row = current.first();
    for (byte octet : text) {
      int octetClass = classOf[octet & 0xFF] & 0xFF;
      int to = next[row + octetClass];
      if (to == DfaTable.UNKNOWN) {
        if (!budget.takeState()) {
          return ALL;
        }
        to = current.follow(row, octetClass);
        next = current.next();
      }
      if ((to & 1) != 0) {
        found |= current.endedAt(to >>> 1);
      }
      row = to >>> 1;
    }
    return found;
  }

  /** Whether any segment is in the text; true also when too many states would have to be made. */
  boolean any(byte[] text, MatchBudget budget) {
    DfaTable current = current();
    if (current.ended(DfaTable.FIRST) != 0) {
      return true;
    }
    int[] next = current.next();
    int row = current.first();
    for (byte octet : text) {
      int octetClass = classOf[octet & 0xFF] & 0xFF;
      int to = next[row + octetClass];
      if (to == DfaTable.UNKNOWN) {
        if (current.count() >= MOST_STATES_OF_ONE || !budget.takeState()) {
          return true;
        }
        to = current.follow(row, octetClass);
        next = current.next();
      }
      if ((to & 1) != 0) {
        return true;
      }
      row = to >>> 1;
    }
    return false;
  }
}
