package org.mailweir.store;

/** Whether a lesson counts. It follows from the events of the log. */
public enum LessonStatus {
  /** In force: part of the model. */
  ACTIVE,
  /** Parked: it contradicts the model, and nobody has confirmed it yet. */
  DISPUTED,
  /** Taken back, moved over to the other kind, or discarded. */
  UNDONE
}
