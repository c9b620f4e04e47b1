package org.mailweir.cli;

import org.mailweir.learn.LessonResult;

/** What became of a lesson, in words for an administrator. */
final class LessonWords {

  private LessonWords() {}

  static String of(LessonResult result) {
    return switch (result) {
      case LessonResult.Learned(long number) -> "learned, lesson " + number;
      case LessonResult.Known(long number) -> "known already, lesson " + number;
      case LessonResult.Moved(long number) ->
          "learned, lesson " + number + "; it counted as the opposite until now";
      case LessonResult.Disputed(long number) ->
          "lesson "
              + number
              + " is disputed; \"mailweir lessons confirm "
              + number
              + "\" settles it";
      case LessonResult.Forgotten(long number) -> "lesson " + number + " does not count any more";
      case LessonResult.NothingToForget() -> "was not taught before";
      case LessonResult.Refused(LessonResult.Reason reason) -> "refused: " + of(reason);
    };
  }

  static String of(LessonResult.Reason reason) {
    return switch (reason) {
      case QUOTA -> "the teacher has given as many lessons as he may today";
      case NO_SUCH_LESSON -> "there is no such lesson, or it is not in the state for that";
      case NOT_YOURS -> "only the administrator takes back what he taught";
      case TOO_OLD -> "it is too old to be taken back; teach the opposite instead";
    };
  }
}
