package org.mailweir.check.rules.text;

import java.util.HashSet;
import java.util.Set;

/** Words that tags cut in two: how many there are, and how the cuts differ. */
final class HtmlSplitWords {

  private static final int MOST = 7;

  private final Set<Integer> lengths = new HashSet<>();
  private int obfuscations;

  int obfuscations() {
    return obfuscations;
  }

  /** How many different pairs of lengths the pieces of words have. */
  int lengths() {
    return lengths.size();
  }

  void between(CharSequence before, String after, boolean unicode) {
    boolean joined =
        !before.isEmpty()
            && !after.isEmpty()
            && isPartOfWord(Character.codePointBefore(before, before.length()), unicode)
            && isPartOfWord(after.codePointAt(0), unicode);
    if (!joined) {
      return;
    }
    obfuscations++;
    int start = startLength(before, unicode);
    int end = start == 0 ? 0 : endLength(after, unicode);
    if (end > 0) {
      lengths.add(start * 16 + end);
    }
  }

  /** From the farthest word boundary that is near enough. */
  private static int startLength(CharSequence before, boolean unicode) {
    int best = 0;
    int at = before.length();
    for (int length = 1; length <= MOST && at > 0; length++) {
      int point = Character.codePointBefore(before, at);
      if (!isPartOfWord(point, unicode)) {
        break;
      }
      at -= Character.charCount(point);
      best = isBoundary(before, at, unicode) ? length : best;
    }
    return best;
  }

  private static int endLength(String after, boolean unicode) {
    int best = 0;
    int at = 0;
    for (int length = 1; length <= MOST && at < after.length(); length++) {
      int point = after.codePointAt(at);
      if (!isPartOfWord(point, unicode)) {
        break;
      }
      at += Character.charCount(point);
      best = isBoundary(after, at, unicode) ? length : best;
    }
    return best;
  }

  private static boolean isBoundary(CharSequence text, int at, boolean unicode) {
    boolean before = at > 0 && isWord(Character.codePointBefore(text, at), unicode);
    boolean after = at < text.length() && isWord(Character.codePointAt(text, at), unicode);
    return before != after;
  }

  /** Perl's {@code \w}. */
  private static boolean isWord(int point, boolean unicode) {
    return point < 0x80
        ? Octets.isWord(point)
        : unicode && (Character.isAlphabetic(point) || isWordSign(point));
  }

  private static boolean isWordSign(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.CONNECTOR_PUNCTUATION ->
          true;
      default -> point == 0x200C || point == 0x200D;
    };
  }

  /** Neither white space nor ASCII punctuation. */
  private static boolean isPartOfWord(int c, boolean unicode) {
    boolean punctuation = c > ' ' && c < 0x7F && !Octets.isLetter(c) && !Octets.isDigit(c);
    return !punctuation && (c > 0xFFFF || !Decoded.isSpace((char) c, unicode));
  }
}
