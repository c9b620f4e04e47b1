package org.mailweir.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mailweir.learn.LessonResult;

/** Counts what became of lessons, and says it: one line in all, or a JSON object for each. */
final class LearnReport implements BulkLearner.Report {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final List<String> ORDER =
      List.of("learned", "known", "moved", "forgotten", "disputed", "refused", "unreadable");

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final Progress progress;
  private final Map<String, Integer> counts = new TreeMap<>();

  private record Line(String path, String result, @Nullable Long lesson, @Nullable String reason) {}

  LearnReport(PrintWriter out, PrintWriter err, boolean json, Progress progress) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.progress = progress;
  }

  @Override
  public void learned(String name, LessonResult result) {
    Line line = line(name, result);
    count(line.result());
    if (json) {
      out.println(GSON.toJson(line));
    }
  }

  private static Line line(String name, LessonResult result) {
    return switch (result) {
      case LessonResult.Learned(long number) -> new Line(name, "learned", number, null);
      case LessonResult.Known(long number) -> new Line(name, "known", number, null);
      case LessonResult.Moved(long number) -> new Line(name, "moved", number, null);
      case LessonResult.Disputed(long number) -> new Line(name, "disputed", number, null);
      case LessonResult.Forgotten(long number) -> new Line(name, "forgotten", number, null);
      case LessonResult.NothingToForget() -> new Line(name, "not taught before", null, null);
      case LessonResult.Refused(LessonResult.Reason reason) ->
          new Line(name, "refused", null, LessonWords.of(reason));
    };
  }

  @Override
  public void unreadable(String name, String why) {
    count("unreadable");
    progress.end();
    err.println("mailweir: " + name + " cannot be read: " + why);
    if (json) {
      out.println(GSON.toJson(new Line(name, "unreadable", null, why)));
    }
  }

  @Override
  public void done(long bytes) {
    progress.advance(bytes);
  }

  private void count(String word) {
    counts.merge(word, 1, Integer::sum);
  }

  /** {@code learned 812, known 40, moved 3}. */
  void summary() {
    progress.end();
    List<String> words = new ArrayList<>();
    for (String word : ORDER) {
      Integer count = counts.remove(word);
      if (count != null || word.equals("learned")) {
        words.add(text(word, count == null ? 0 : count));
      }
    }
    counts.forEach((word, count) -> words.add(text(word, count)));
    (json ? err : out).println(String.join(", ", words));
  }

  private static String text(String word, int count) {
    return String.format(Locale.ROOT, "%s %d", word, count);
  }

  /** Whether every message could be read, and nothing was refused. */
  boolean isGood() {
    return !counts.containsKey("unreadable") && !counts.containsKey("refused");
  }
}
