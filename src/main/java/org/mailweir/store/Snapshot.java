package org.mailweir.store;

/**
 * The model at one moment, kept beside the log.
 *
 * @param event the model holds what was in force up to this event
 */
public record Snapshot(Kind kind, long event) {

  /** What it is for. */
  public enum Kind {
    /** For a fast start. */
    LIVE,
    /** In place of lessons whose features are trimmed. */
    BASE
  }
}
