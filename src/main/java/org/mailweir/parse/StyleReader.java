package org.mailweir.parse;

/** Applies CSS declarations to a {@link Visibility}. Knows only what can hide text. */
final class StyleReader {

  /** So far left or above the page nobody scrolls. */
  private static final double OFF_PAGE = -400;

  private static final double UNKNOWN = Double.NaN;

  private final Visibility outer;
  private boolean gone;
  private boolean invisible;
  private double size;
  private int color;
  private int ground;
  private boolean clipped;
  private boolean noExtent;
  private boolean placed;
  private boolean away;

  StyleReader(Visibility outer) {
    this.outer = outer;
    this.gone = outer.gone();
    this.invisible = outer.invisible();
    this.size = outer.size();
    this.color = outer.color();
    this.ground = outer.ground();
  }

  Visibility result() {
    boolean hidden = gone || (clipped && noExtent) || (placed && away);
    return new Visibility(hidden, invisible, size, color, ground);
  }

  /** Reads {@code name: value; name: value}. */
  void declarations(String css) {
    int at = 0;
    while (at < css.length()) {
      int end = css.indexOf(';', at);
      end = end < 0 ? css.length() : end;
      int colon = css.indexOf(':', at);
      if (colon < 0) {
        return;
      }
      if (colon < end) {
        declaration(Latin1.lower(css.substring(at, colon)).strip(), css.substring(colon + 1, end));
      }
      at = end + 1;
    }
  }

  void declaration(String name, String written) {
    String value = value(written);
    switch (name) {
      case "display" -> gone |= value.equals("none");
      case "visibility" -> invisible = value.equals("hidden") || value.equals("collapse");
      case "opacity" -> gone |= length(value) == 0;
      case "font-size" -> fontSize(value);
      case "font" -> font(value);
      case "color" -> color = CssColor.parse(value, color);
      case "background", "background-color" -> ground(value);
      case "overflow", "overflow-x", "overflow-y" -> clipped |= value.equals("hidden");
      case "height", "width", "max-height", "max-width" -> noExtent |= length(value) <= 1;
      case "position" -> placed = value.equals("absolute") || value.equals("fixed");
      case "left", "top", "margin-left" -> away |= length(value) <= OFF_PAGE;
      case "text-indent" -> gone |= length(value) <= OFF_PAGE;
      default -> {}
    }
  }

  private static String value(String written) {
    String value = Latin1.lower(written).strip();
    int important = value.indexOf('!');
    return important < 0 ? value : value.substring(0, important).strip();
  }

  private void fontSize(String value) {
    double length = length(value);
    if (value.endsWith("%")) {
      length = outer.size() * length / 100;
    } else if (value.endsWith("em") && !value.endsWith("rem")) {
      length = outer.size() * length / 16;
    }
    size = Double.isNaN(length) ? (value.isEmpty() ? size : 16) : length;
  }

  /** The size stands before a slash, or is the first length. */
  private void font(String value) {
    for (String word : value.split(" ", 8)) {
      int slash = word.indexOf('/');
      String first = slash < 0 ? word : word.substring(0, slash);
      boolean weight = first.length() == 3 && first.endsWith("00");
      if (!weight && !Double.isNaN(length(first))) {
        fontSize(first);
        return;
      }
    }
  }

  private void ground(String value) {
    if (value.contains("url(") || value.contains("gradient")) {
      ground = CssColor.UNKNOWN;
      return;
    }
    for (String word : value.split(" ", 4)) {
      ground = CssColor.parse(word, ground);
    }
  }

  /** A length in pixels, NaN when it is none; of relative ones the usual meaning. */
  private static double length(String value) {
    int end = 0;
    while (end < value.length() && "+-.0123456789".indexOf(value.charAt(end)) >= 0) {
      end++;
    }
    if (end == 0 || end > 12) {
      return UNKNOWN;
    }
    double number;
    try {
      number = Double.parseDouble(value.substring(0, end));
    } catch (NumberFormatException e) {
      return UNKNOWN;
    }
    return switch (value.substring(end).strip()) {
      case "em", "rem" -> number * 16;
      case "pt" -> number * 4 / 3;
      case "cm" -> number * 38;
      case "mm" -> number * 3.8;
      case "in" -> number * 96;
      default -> number;
    };
  }
}
