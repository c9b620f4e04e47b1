package org.mailweir.check.rules.pattern;

/**
 * Lower case of the 256 characters of ISO 8859-1. Two of them that {@link java.util.regex} holds
 * equal without regard to case, ASCII only or Unicode-aware, fold to the same one.
 */
final class LatinFold {

  private static final char[] FOLD = new char[256];

  static {
    for (char c = 0; c < 256; c++) {
      FOLD[c] = Character.toLowerCase(c);
    }
  }

  private LatinFold() {}

  /** The folded character; one beyond Latin-1 becomes NUL, for it never stands in a text. */
  static char fold(char c) {
    return c < 256 ? FOLD[c] : 0;
  }

  static String fold(String s) {
    StringBuilder folded = new StringBuilder(s.length());
    for (int i = 0; i < s.length(); i++) {
      folded.append(fold(s.charAt(i)));
    }
    return folded.toString();
  }
}
