package org.mailweir.store;

import java.util.List;

/** What became of changes that were to be written. */
public sealed interface Commit {

  /** They are durable; one event for each, in their order. */
  record Written(List<Event> events) implements Commit {
    public Written {
      events = List.copyOf(events);
    }
  }

  /** Nothing is written: the log has events that the caller had not seen when he decided. */
  record Stale() implements Commit {}
}
