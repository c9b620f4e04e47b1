package org.mailweir.web.held;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mailweir.learn.LessonResult;
import org.mailweir.quarantine.HeldMessage.State;
import org.mailweir.review.Review;
import org.mailweir.review.ReviewDesk;
import org.mailweir.web.ShownText;
import org.mailweir.web.users.Notice;

/** What became of everything that was decided with one press of a button, in a few lines. */
final class Result {

  private static final int MOST_LINES = 8;
  private static final int LONGEST = 300;

  /** After so many failures in a row the next will fail as well, and each may take its time. */
  private static final int HOPELESS = 3;

  private final List<String> done = new ArrayList<>();
  private final Set<String> before = new LinkedHashSet<>();
  private final List<String> failed = new ArrayList<>();
  private final Set<String> more = new LinkedHashSet<>();
  private int inARow;

  void add(String subject, ReviewDesk.Answer answer) {
    int known = failed.size();
    answer.results().forEach(result -> add(subject, result));
    inARow = failed.size() > known ? inARow + 1 : 0;
    LessonResult lesson = answer.lesson();
    if (lesson != null) {
      more.add(words(lesson));
    }
    if (answer.allowed() != null) {
      more.add(answer.allowed());
    }
  }

  private void add(String subject, Review.Result result) {
    switch (result) {
      case Review.Result.Done d ->
          done.add(word(d.state()) + " for " + d.recipient() + ": " + subject);
      case Review.Result.Already a ->
          before.add(
              "Was " + word(a.state()).toLowerCase(Locale.ROOT) + " before for " + a.recipient());
      case Review.Result.Failed f -> failed.add("Still held for " + f.recipient() + ": " + f.why());
    }
  }

  void failed(List<String> why) {
    failed.addAll(why);
    inARow++;
  }

  void notTried(int messages) {
    failed.add(messages + " more were not tried");
  }

  boolean isHopeless() {
    return inARow >= HOPELESS;
  }

  private static String word(State state) {
    return switch (state) {
      case HELD -> "Held";
      case RELEASED -> "Released";
      case DELETED -> "Deleted";
    };
  }

  private static String words(LessonResult lesson) {
    return switch (lesson) {
      case LessonResult.Learned l -> "The classifier has learned it";
      case LessonResult.Known k -> "The classifier knew it already";
      case LessonResult.Moved m -> "The classifier has learned it; it counted as the opposite";
      case LessonResult.Disputed d ->
          "The lesson waits for a second opinion, since it contradicts what was learned";
      case LessonResult.Forgotten f -> "The lesson does not count any more";
      case LessonResult.NothingToForget n -> "There was no lesson to take back";
      case LessonResult.Refused(LessonResult.Reason reason) ->
          switch (reason) {
            case QUOTA -> "Not learned: you have taught as much as one may on one day";
            case NO_SUCH_LESSON, NOT_YOURS, TOO_OLD -> "Not learned: an older lesson stands";
          };
    };
  }

  /** For the next page. */
  Notice notice() {
    List<String> lines = new ArrayList<>(few(failed));
    lines.addAll(few(done));
    lines.addAll(few(List.copyOf(before)));
    lines.addAll(few(List.copyOf(more)));
    if (lines.isEmpty()) {
      lines.add("Nothing was selected.");
    }
    Notice.Kind kind =
        !failed.isEmpty()
            ? Notice.Kind.FAILED
            : done.isEmpty() && more.isEmpty() ? Notice.Kind.NOTHING_DONE : Notice.Kind.DONE;
    return new Notice(kind, lines.stream().map(l -> ShownText.line(l, LONGEST)).toList());
  }

  private static List<String> few(List<String> lines) {
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    List<String> few = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
    few.add("and " + (lines.size() - few.size()) + " more like this");
    return few;
  }
}
