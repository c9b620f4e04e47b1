package org.mailweir.web.figures;

import java.util.ArrayList;
import java.util.List;

/** Draws bars beside each other, each a pile of parts. */
final class StackedBars {

  private static final int HEIGHT = 240;
  private static final double LEFT = 46;
  private static final double TOP = 12;
  private static final double BOTTOM = HEIGHT - 28.0;
  private static final double RIGHT = Plot.WIDTH - 6.0;
  private static final int AXIS_LABELS = 7;

  private final List<Plot.Box> boxes = new ArrayList<>();
  private final List<Plot.Line> lines = new ArrayList<>();
  private final List<Plot.Words> words = new ArrayList<>();
  private final long most;
  private final double step;
  private int bars;

  /**
   * @param count how many bars there will be
   * @param greatest the height of the highest
   */
  StackedBars(int count, long greatest) {
    this.most = round(Math.max(1, greatest));
    this.step = (RIGHT - LEFT) / Math.max(1, count);
    for (int i = 0; i <= 4; i++) {
      if (most * i % 4 == 0) {
        double y = y(most * i / 4);
        lines.add(Plot.Line.at(LEFT, y, RIGHT, y, "axis"));
        words.add(Plot.Words.at(LEFT - 6, y + 4, "end", brief(most * i / 4)));
      }
    }
  }

  /** Up to the next number that looks well on an axis. */
  static long round(long greatest) {
    long power = 1;
    while (power * 10 < greatest) {
      power *= 10;
    }
    for (long times : new long[] {1, 2, 4, 8, 10}) {
      if (times * power >= greatest) {
        return times * power;
      }
    }
    return greatest;
  }

  private static String brief(long number) {
    return number >= 10_000 ? number / 1000 + "k" : Long.toString(number);
  }

  private double y(double value) {
    return BOTTOM - (BOTTOM - TOP) * value / most;
  }

  /**
   * The next bar.
   *
   * @param label below it; only some are written
   * @param parts from the bottom up
   */
  void bar(String label, int count, List<Part> parts) {
    double x = LEFT + bars * step;
    long below = 0;
    for (Part part : parts) {
      if (part.value > 0) {
        double top = y(below + part.value);
        double height = Math.max(0.8, y(below) - top);
        boxes.add(
            Plot.Box.at(
                x + step * 0.1, top, step * 0.8, height, part.kind, part.tip + ": " + part.value));
      }
      below += part.value;
    }
    int every = Math.max(1, (count + AXIS_LABELS - 1) / AXIS_LABELS);
    if (!label.isEmpty() && bars % every == 0) {
      words.add(Plot.Words.at(x + step / 2, HEIGHT - 8, "middle", label));
    }
    bars++;
  }

  /** One part of a bar. */
  record Part(String kind, String tip, long value) {}

  /** A line from top to bottom, so many bars from the left. */
  void mark(double bar, String label) {
    double x = LEFT + bar * step;
    lines.add(Plot.Line.at(x, TOP, x, BOTTOM, "mark"));
    words.add(Plot.Words.at(x + 4, TOP + 8, "start", label));
  }

  Plot plot(String id, String title, String description, List<Plot.Key> keys) {
    return new Plot(id, title, description, HEIGHT, boxes, lines, words, keys);
  }
}
