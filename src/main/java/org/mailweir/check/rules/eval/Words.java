package org.mailweir.check.rules.eval;

import java.util.Map;

/**
 * The words between the blanks of a text, which have a letter, a digit or an underscore in them.
 */
final class Words {

  private Words() {}

  /**
   * @param octets UTF-8, or octets of which nothing is known
   * @param counts how often each word occurs; added to
   */
  static void count(String octets, Map<String, int[]> counts) {
    String decoded = Utf8.decode(octets);
    String text = decoded == null ? octets : decoded;
    boolean unicode = decoded != null;
    int start = 0;
    boolean word = false;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (isBlank(c, unicode)) {
        if (word) {
          counts.computeIfAbsent(text.substring(start, i), w -> new int[1])[0]++;
        }
        start = i + 1;
        word = false;
      } else {
        word |= isWord(c, unicode);
      }
    }
  }

  private static boolean isBlank(char c, boolean unicode) {
    return c == ' '
        || c >= '\t' && c <= '\r'
        || unicode && c >= 0x80 && (c == 0x85 || Character.isSpaceChar(c));
  }

  private static boolean isWord(char c, boolean unicode) {
    if (c < 0x80) {
      return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }
    return unicode && (Character.isLetterOrDigit(c) || Character.isSurrogate(c) || isMark(c));
  }

  private static boolean isMark(char c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.CONNECTOR_PUNCTUATION;
  }
}
