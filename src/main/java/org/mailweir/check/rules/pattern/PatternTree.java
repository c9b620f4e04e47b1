package org.mailweir.check.rules.pattern;

import java.util.List;

/**
 * What a pattern can match, told without what cannot be told by octets alone: it may allow more
 * than the pattern does, never less.
 */
sealed interface PatternTree {

  PatternTree EMPTY = new Sequence(List.of());
  PatternTree ANYTHING = new Anything();

  /** One octet out of a set. */
  record One(OctetSet octets) implements PatternTree {}

  /** One after the other. */
  record Sequence(List<PatternTree> parts) implements PatternTree {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /** One of them. */
  record Choice(List<PatternTree> branches) implements PatternTree {
    public Choice {
      branches = List.copyOf(branches);
    }
  }

  /**
   * So many times.
   *
   * @param most {@link #UNLIMITED} for no upper bound
   */
  record Repeat(PatternTree part, int least, int most) implements PatternTree {
    static final int UNLIMITED = Integer.MAX_VALUE;
  }

  /**
   * Nothing, but only where the text begins.
   *
   * @param line where a line begins, too
   */
  record Start(boolean line) implements PatternTree {}

  /** Any octets, none included: what is not understood, such as a back reference. */
  record Anything() implements PatternTree {}
}
