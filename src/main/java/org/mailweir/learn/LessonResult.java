package org.mailweir.learn;

/** What became of a lesson. Numbers are those of the lesson in the log. */
public sealed interface LessonResult {

  /** It is new, and in force. */
  record Learned(long number) implements LessonResult {}

  /** The same was known already; nothing has changed. */
  record Known(long number) implements LessonResult {}

  /** The message counted as the opposite until now. */
  record Moved(long number) implements LessonResult {}

  /** It contradicts the model, and waits for a second person or the administrator. */
  record Disputed(long number) implements LessonResult {}

  /** The lesson does not count any more. */
  record Forgotten(long number) implements LessonResult {}

  /** There was no lesson of that message. */
  record NothingToForget() implements LessonResult {}

  /** Nothing was done. */
  record Refused(Reason reason) implements LessonResult {}

  /** Why a lesson was refused; asking again later may help only for the first. */
  enum Reason {
    /** The teacher has taught as much as he may today. */
    QUOTA,
    /** There is no such lesson, or it is not in the state for that. */
    NO_SUCH_LESSON,
    /** Only the administrator takes back what he taught himself. */
    NOT_YOURS,
    /** It is so old that it has become part of the base; teach the opposite instead. */
    TOO_OLD
  }
}
