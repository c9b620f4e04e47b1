package org.mailweir.store;

import java.time.Instant;

/** Something to be written to the log. Each change becomes one event. */
public sealed interface Change {

  /** A new lesson, in force or parked. */
  record Teach(NewLesson lesson, boolean disputed) implements Change {}

  /** A parked lesson comes into force. */
  record Confirm(long lesson, Instant when, String who, String source) implements Change {}

  /** A lesson that is in force or parked shall not count. */
  record Undo(long lesson, Instant when, String who, String source) implements Change {}

  /** Counts of another filter take the place of what was imported from such a filter before. */
  record Import(ForeignCounts counts, Instant when, String who, String source) implements Change {}
}
