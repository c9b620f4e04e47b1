package org.mailweir.web.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws two times for each of several things, on a scale where each step is ten times the last. */
final class TimeBars {

  private static final double LEFT = 128;
  private static final double RIGHT = Plot.WIDTH - 70.0;
  private static final double ROW = 34;
  private static final double TOP = 8;
  private static final double LEAST = 0.0001;
  private static final int DECADES = 6;

  private TimeBars() {}

  /**
   * How long something takes.
   *
   * @param half seconds within which half of them are done
   * @param late seconds within which 99 % are
   */
  record Row(String name, double half, double late, long count) {}

  static Plot plot(String id, String title, String description, List<Row> rows) {
    List<Plot.Box> boxes = new ArrayList<>();
    List<Plot.Line> lines = new ArrayList<>();
    List<Plot.Words> words = new ArrayList<>();
    double bottom = TOP + rows.size() * ROW;
    for (int decade = 0; decade <= DECADES; decade++) {
      double x = LEFT + (RIGHT - LEFT) * decade / DECADES;
      lines.add(Plot.Line.at(x, TOP, x, bottom, "axis"));
      if (decade % 2 == 0) {
        words.add(Plot.Words.at(x, bottom + 18, "middle", time(LEAST * Math.pow(10, decade))));
      }
    }
    double y = TOP;
    for (Row row : rows) {
      words.add(Plot.Words.at(LEFT - 8, y + 20, "end", row.name()));
      boxes.add(box(y + 5, row.half(), "p1", "half within "));
      boxes.add(box(y + 18, row.late(), "p2", "99 % within "));
      words.add(Plot.Words.at(x(row.late()) + 6, y + 27, "start", time(row.late())));
      y += ROW;
    }
    return new Plot(
        id,
        title,
        description,
        (int) bottom + 26,
        boxes,
        lines,
        words,
        List.of(new Plot.Key("p1", "half of them within"), new Plot.Key("p2", "99 % within")));
  }

  private static Plot.Box box(double y, double seconds, String kind, String tip) {
    return Plot.Box.at(LEFT, y, Math.max(1, x(seconds) - LEFT), 11, kind, tip + time(seconds));
  }

  private static double x(double seconds) {
    double decades = Math.log10(Math.max(LEAST, seconds) / LEAST);
    return LEFT + (RIGHT - LEFT) * Math.min(1, decades / DECADES);
  }

  /** As people say it. */
  static String time(double seconds) {
    if (seconds < 0.00995) {
      return String.format(Locale.ROOT, "%.1f ms", seconds * 1000);
    }
    return seconds < 0.995
        ? Math.round(seconds * 1000) + " ms"
        : String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
  }
}
