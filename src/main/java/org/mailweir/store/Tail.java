package org.mailweir.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the log.
 *
 * @param steps oldest first
 */
public record Tail(List<Step> steps) {

  public Tail {
    steps = List.copyOf(steps);
  }

  /**
   * One event, and what the model has to learn of it.
   *
   * @param taught what came into force with it; null when the event puts nothing in force, when it
   *     was taken back later, and when its features are gone
   */
  public record Step(Event event, @Nullable Taught taught) {}

  /**
   * A lesson in force with its features, encoded. Null features are damaged ones.
   *
   * @param features not compared
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Taught(Lesson lesson, byte @Nullable [] features) {}
}
