package org.mailweir.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.mailweir.check.bayes.Label;

/**
 * Two curves as SVG, readable on a light and on a dark ground: the ROC, with both axes logarithmic
 * so that the corner that matters fills the picture, and the error over the course of the stream.
 */
public final class Plot {

  private static final int WIDTH = 460;
  private static final int HEIGHT = 360;
  private static final int LEFT = 60;
  private static final int TOP = 40;
  private static final double LEAST = 0.01;
  private static final int WINDOWS = 40;

  private Plot() {}

  /** The picture. */
  public static String svg(String title, List<Judged> all) {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1080 470" font-family="sans-serif" \
        font-size="13">
        <style>
        :root { color-scheme: light dark; --ink: #222; --ground: #fff; --line: #0b63c4; --faint: #ccc }
        @media (prefers-color-scheme: dark) { :root { --ink: #ddd; --ground: #181818; --line: #6db3ff; \
        --faint: #444 } }
        text { fill: var(--ink) } .c { fill: none; stroke: var(--line); stroke-width: 2 }
        .g { stroke: var(--faint) } .f { fill: none; stroke: var(--ink) }
        </style>
        <rect width="1080" height="470" fill="var(--ground)"/>
        """
        + text(540, 20, "middle", title)
        + roc(all)
        + "<g transform=\"translate(540)\">"
        + learning(all)
        + "</g>\n</svg>\n";
  }

  private static String roc(List<Judged> all) {
    double[] hams =
        all.stream()
            .filter(j -> j.label() == Label.HAM)
            .mapToDouble(Judged::score)
            .sorted()
            .toArray();
    double[] spams =
        all.stream()
            .filter(j -> j.label() == Label.SPAM)
            .mapToDouble(Judged::score)
            .sorted()
            .toArray();
    List<double[]> points = new ArrayList<>();
    for (int above = 0; above < hams.length; above++) {
      double threshold = hams[hams.length - 1 - above];
      int missed = upTo(spams, threshold);
      points.add(
          new double[] {
            log(100.0 * above / hams.length), log(100.0 * missed / Math.max(1, spams.length))
          });
    }
    return frame("ham called spam, %", "spam missed, %", true) + curve(points);
  }

  private static int upTo(double[] sorted, double value) {
    int at = Arrays.binarySearch(sorted, Math.nextUp(value));
    return at < 0 ? -at - 1 : at;
  }

  /** Where a percentage lies between .01 and 100, from 0 to 1. */
  private static double log(double percent) {
    return Math.log10(Math.max(LEAST, percent) / LEAST) / 4;
  }

  private static String learning(List<Judged> all) {
    List<double[]> points = new ArrayList<>();
    int size = Math.max(1, all.size() / WINDOWS);
    for (int from = 0; from + size <= all.size(); from += size) {
      long wrong =
          all.subList(from, from + size).stream()
              .filter(j -> j.calledSpam() != (j.label() == Label.SPAM))
              .count();
      points.add(new double[] {(from + size) / (double) all.size(), log(100.0 * wrong / size)});
    }
    return frame("messages, of " + all.size(), "called wrongly, %", false) + curve(points);
  }

  private static String frame(String x, String y, boolean logarithmic) {
    StringBuilder out = new StringBuilder();
    String[] ticks = {"0.01", "0.1", "1", "10", "100"};
    for (int i = 0; i < ticks.length; i++) {
      double at = i / 4.0;
      out.append(line(x(0), y(at), x(1), y(at))).append(text(x(0) - 6, y(at) + 4, "end", ticks[i]));
      out.append(line(x(at), y(0), x(at), y(1)));
      out.append(
          text(x(at), y(0) + 18, "middle", logarithmic ? ticks[i] : Math.round(100 * at) + " %"));
    }
    out.append(text(x(.5), y(0) + 40, "middle", x)).append(text(x(0), y(1) - 8, "start", y));
    return out.toString();
  }

  private static String curve(List<double[]> points) {
    StringBuilder out = new StringBuilder("<polyline class=\"c\" points=\"");
    for (double[] p : points) {
      out.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(p[0]), y(p[1])));
    }
    return out.append("\"/>\n").toString();
  }

  private static double x(double share) {
    return LEFT + share * (WIDTH - LEFT);
  }

  private static double y(double share) {
    return TOP + 20 + (1 - share) * HEIGHT;
  }

  private static String line(double x1, double y1, double x2, double y2) {
    return String.format(
        Locale.ROOT,
        "<line class=\"g\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
        x1,
        y1,
        x2,
        y2);
  }

  private static String text(double x, double y, String anchor, String text) {
    String safe = text.replace("&", "&amp;").replace("<", "&lt;");
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
        x,
        y,
        anchor,
        safe);
  }
}
