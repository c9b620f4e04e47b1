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
  record Repeat(PatternTree part, int times, int most) implements PatternTree {
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

  /** How many octets it matches at least. */
  default int least() {
    return switch (this) {
      case One one -> 1;
      case Sequence(var parts) -> {
        int sum = 0;
        for (PatternTree part : parts) {
          sum += part.least();
        }
        yield sum;
      }
      case Choice(var branches) -> {
        int least = Integer.MAX_VALUE;
        for (PatternTree branch : branches) {
          least = Math.min(least, branch.least());
        }
        yield least;
      }
      case Repeat(PatternTree part, int times, int most) ->
          (int) Math.min(1_000_000, (long) times * part.least());
      case Start start -> 0;
      case Anything anything -> 0;
    };
  }
}
