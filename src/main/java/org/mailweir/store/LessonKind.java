package org.mailweir.store;

/** What a message was said to be. */
public enum LessonKind {
  SPAM,
  HAM;

  public LessonKind opposite() {
    return this == SPAM ? HAM : SPAM;
  }
}
