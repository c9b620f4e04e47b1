package org.mailweir.web.figures;

import java.util.List;

/**
 * A drawing, made of boxes, lines and words in a space of {@value #WIDTH} times so many units; the
 * template writes it as SVG. Colours are names of classes, so that dark pages are dark.
 *
 * @param id of the drawing on its page
 * @param description what can be seen, in a sentence, for those who do not see
 * @param keys what the colours mean
 */
public record Plot(
    String id,
    String title,
    String description,
    int height,
    List<Box> boxes,
    List<Line> lines,
    List<Words> words,
    List<Key> keys) {

  static final int WIDTH = 720;

  public Plot {
    boxes = List.copyOf(boxes);
    lines = List.copyOf(lines);
    words = List.copyOf(words);
    keys = List.copyOf(keys);
  }

  /**
   * A bar or a part of one.
   *
   * @param kind {@code p1} to {@code p5}
   * @param tip what it stands for
   */
  public record Box(String x, String y, String width, String height, String kind, String tip) {
    static Box at(double x, double y, double width, double height, String kind, String tip) {
      return new Box(text(x), text(y), text(width), text(height), kind, tip);
    }
  }

  /**
   * A straight line.
   *
   * @param kind {@code axis} or {@code mark}
   */
  public record Line(String x1, String y1, String x2, String y2, String kind) {
    static Line at(double x1, double y1, double x2, double y2, String kind) {
      return new Line(text(x1), text(y1), text(x2), text(y2), kind);
    }
  }

  /**
   * Words beside something.
   *
   * @param anchor {@code start}, {@code middle} or {@code end} of them is at the point
   */
  public record Words(String x, String y, String anchor, String text) {
    static Words at(double x, double y, String anchor, String text) {
      return new Words(Plot.text(x), Plot.text(y), anchor, text);
    }
  }

  /** What a colour means. */
  public record Key(String kind, String meaning) {}

  public int width() {
    return WIDTH;
  }

  private static String text(double number) {
    return String.format(java.util.Locale.ROOT, "%.1f", number);
  }
}
