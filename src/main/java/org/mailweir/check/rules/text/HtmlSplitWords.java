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
            && isPartOfWord(before.charAt(before.length() - 1), unicode)
            && isPartOfWord(after.charAt(0), unicode);
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

  /** From the first word boundary that is near enough. */
  private static int startLength(CharSequence before, boolean unicode) {
    int best = 0;
    for (int length = 1; length <= Math.min(MOST, before.length()); length++) {
      int at = before.length() - length;
      if (!isPartOfWord(before.charAt(at), unicode)) {
        break;
      }
      best = isBoundary(before, at, unicode) ? length : best;
    }
    return best;
  }

  private static int endLength(String after, boolean unicode) {
    int best = 0;
    for (int length = 1; length <= Math.min(MOST, after.length()); length++) {
      if (!isPartOfWord(after.charAt(length - 1), unicode)) {
        break;
      }
      best = isBoundary(after, length, unicode) ? length : best;
    }
    return best;
  }

  private static boolean isBoundary(CharSequence text, int at, boolean unicode) {
    boolean before = at > 0 && isWord(text.charAt(at - 1), unicode);
    boolean after = at < text.length() && isWord(text.charAt(at), unicode);
    return before != after;
  }

  private static boolean isWord(char c, boolean unicode) {
    return c < 0x80 ? Octets.isWord(c) : unicode && Character.isLetterOrDigit(c);
  }

  /** Neither white space nor ASCII punctuation. */
  private static boolean isPartOfWord(char c, boolean unicode) {
    boolean punctuation = c > ' ' && c < 0x7F && !Octets.isLetter(c) && !Octets.isDigit(c);
    return !punctuation && !Decoded.isSpace(c, unicode);
  }
}
