package org.mailweir.parse;

import java.util.Map;

/** Colours of CSS and of old HTML attributes. */
final class CssColor {

  static final int UNKNOWN = -1;

  private static final Map<String, Integer> NAMES =
      Map.ofEntries(
          Map.entry("white", 0xFFFFFF),
          Map.entry("black", 0x000000),
          Map.entry("red", 0xFF0000),
          Map.entry("green", 0x008000),
          Map.entry("lime", 0x00FF00),
          Map.entry("blue", 0x0000FF),
          Map.entry("yellow", 0xFFFF00),
          Map.entry("gray", 0x808080),
          Map.entry("grey", 0x808080),
          Map.entry("silver", 0xC0C0C0),
          Map.entry("maroon", 0x800000),
          Map.entry("navy", 0x000080),
          Map.entry("purple", 0x800080),
          Map.entry("teal", 0x008080),
          Map.entry("olive", 0x808000),
          Map.entry("aqua", 0x00FFFF),
          Map.entry("fuchsia", 0xFF00FF),
          Map.entry("orange", 0xFFA500),
          Map.entry("snow", 0xFFFAFA),
          Map.entry("ivory", 0xFFFFF0),
          Map.entry("ghostwhite", 0xF8F8FF),
          Map.entry("floralwhite", 0xFFFAF0),
          Map.entry("whitesmoke", 0xF5F5F5));

  private CssColor() {}

  /** The colour as 0xRRGGBB; {@code otherwise} when it is none. */
  static int parse(String written, int otherwise) {
    String value = Latin1.lower(written).strip();
    Integer named = NAMES.get(value);
    if (named != null) {
      return named;
    }
    if (value.startsWith("rgb")) {
      return rgb(value, otherwise);
    }
    String hex = value.startsWith("#") ? value.substring(1) : value;
    if (hex.length() == 3 || hex.length() == 4) {
      hex =
          ""
              + hex.charAt(0)
              + hex.charAt(0)
              + hex.charAt(1)
              + hex.charAt(1)
              + hex.charAt(2)
              + hex.charAt(2);
    }
    return hex.length() == 6 || hex.length() == 8 ? hex(hex.substring(0, 6), otherwise) : otherwise;
  }

  private static int hex(String digits, int otherwise) {
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (digit < 0) {
        return otherwise;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** {@code rgb(1, 2, 3)} and {@code rgba(1, 2, 3, 0.5)}. */
  private static int rgb(String value, int otherwise) {
    int color = 0;
    int parts = 0;
    int number = -1;
    for (int i = value.indexOf('(') + 1; i > 0 && i < value.length() && parts < 3; i++) {
      int digit = Character.digit(value.charAt(i), 10);
      if (digit >= 0) {
        number = Math.min(255, Math.max(0, number) * 10 + digit);
      } else if (number >= 0) {
        color = color << 8 | number;
        parts++;
        number = -1;
      }
    }
    return parts == 3 ? color : otherwise;
  }

  /** How far apart two colours look, 0 to 255; green counts most, as the eye has it. */
  static double distance(int a, int b) {
    double red = (a >> 16 & 255) - (b >> 16 & 255);
    double green = (a >> 8 & 255) - (b >> 8 & 255);
    double blue = (a & 255) - (b & 255);
    return Math.sqrt(0.299 * red * red + 0.587 * green * green + 0.114 * blue * blue);
  }
}
