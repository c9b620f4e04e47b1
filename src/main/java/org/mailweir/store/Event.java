package org.mailweir.store;

import java.time.Instant;

/**
 * One line of the training log.
 *
 * @param number growing; there may be gaps
 * @param who who did it
 * @param source by which way
 * @param lesson number of the lesson that it is about, or of the import
 */
public record Event(long number, Instant when, String who, String source, Kind kind, long lesson) {

  /** What happened. */
  public enum Kind {
    /** A new lesson, in force at once. */
    LEARNED,
    /** A new lesson, parked. */
    DISPUTED,
    /** A parked lesson is in force now. */
    CONFIRMED,
    /** A lesson that was in force does not count any more. */
    UNDONE,
    /** A parked lesson was thrown away. */
    DISCARDED,
    /** Counts of another filter were imported, or taken back. */
    IMPORTED;

    /** Whether it adds a lesson to the model. */
    public boolean activates() {
      return this == LEARNED || this == CONFIRMED;
    }
  }
}
