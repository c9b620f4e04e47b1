package org.mailweir.check.rules;

import java.nio.charset.StandardCharsets;

/** Texts as rules see them: the octets of UTF-8, one char each. */
final class Octets {

  private Octets() {}

  /** From Unicode to octets. */
  static String of(String unicode) {
    return isAscii(unicode)
        ? unicode
        : new String(unicode.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** From octets to what a person can read: printable, white space folded, cut at that length. */
  static String readable(String octets, int most) {
    String text = new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    StringBuilder clean = new StringBuilder();
    text.codePoints().limit(most * 2L).forEach(c -> append(clean, c));
    String all = clean.toString().strip();
    return all.length() <= most ? all : all.substring(0, all.offsetByCodePoints(0, most - 1)) + "…";
  }

  private static void append(StringBuilder clean, int c) {
    boolean blank = Character.isWhitespace(c) || Character.isSpaceChar(c);
    if (blank && (clean.isEmpty() || clean.charAt(clean.length() - 1) != ' ')) {
      clean.append(' ');
    } else if (!blank && isPrintable(c)) {
      clean.appendCodePoint(c);
    }
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static boolean isAscii(String s) {
    for (int i = 0; i < s.length(); i++) {
      if (s.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
