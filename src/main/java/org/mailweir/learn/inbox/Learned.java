package org.mailweir.learn.inbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mailweir.learn.LessonResult;

/**
 * What one message to a training address has taught.
 *
 * @param lessons one for each message that was found in it
 * @param trouble for people, what could not be understood, or empty
 */
public record Learned(Wish wish, List<Lesson> lessons, String trouble) {

  public Learned {
    lessons = List.copyOf(lessons);
  }

  /**
   * One message that was meant.
   *
   * @param form how it was found: {@code attached}, {@code recovered} …
   */
  public record Lesson(LessonResult result, String messageId, String subject, String form) {

    /** As in the journal: {@code learned #12 attached <id@example.org>}. */
    public String line() {
      String number = numbered(result);
      return Learned.word(result)
          + (number.isEmpty() ? "" : " " + number)
          + " "
          + form
          + (messageId.isEmpty() ? "" : " <" + messageId + ">");
    }

    private static String numbered(LessonResult result) {
      return switch (result) {
        case LessonResult.Learned(long number) -> "#" + number;
        case LessonResult.Known(long number) -> "#" + number;
        case LessonResult.Moved(long number) -> "#" + number;
        case LessonResult.Disputed(long number) -> "#" + number;
        case LessonResult.Forgotten(long number) -> "#" + number;
        case LessonResult.NothingToForget nothing -> "";
        case LessonResult.Refused refused -> "";
      };
    }
  }

  /** One word for a result, the same in the journal, the reply and the receipt. */
  static String word(LessonResult result) {
    return switch (result) {
      case LessonResult.Learned l -> "learned";
      case LessonResult.Known k -> "known";
      case LessonResult.Moved m -> "moved";
      case LessonResult.Disputed d -> "disputed";
      case LessonResult.Forgotten f -> "forgotten";
      case LessonResult.NothingToForget n -> "nothing-to-forget";
      case LessonResult.Refused(LessonResult.Reason reason) ->
          switch (reason) {
            case QUOTA -> "refused-quota";
            case NO_SUCH_LESSON -> "refused-no-such-lesson";
            case NOT_YOURS -> "refused-not-yours";
            case TOO_OLD -> "refused-too-old";
          };
    };
  }

  /** For the reply: {@code spam: learned 2, known 1}. */
  public String summary() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    lessons.forEach(l -> counts.merge(word(l.result()), 1, Integer::sum));
    List<String> words = new ArrayList<>();
    counts.forEach((word, count) -> words.add(word + " " + count));
    if (!trouble.isEmpty()) {
      words.add(trouble);
    }
    return wish.word() + ": " + String.join(", ", words);
  }
}
