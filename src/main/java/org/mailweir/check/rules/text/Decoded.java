package org.mailweir.check.rules.text;

/**
 * A text after its character set was looked at.
 *
 * @param text its characters; if it is not Unicode, chars up to 255 that stand for octets
 * @param unicode whether it was decoded. Perl keeps this difference too: white space beyond ASCII
 *     is white space only in a decoded text, and only that one becomes UTF-8 at the end.
 */
record Decoded(String text, boolean unicode) {

  String octets() {
    return unicode ? Octets.utf8(text) : text;
  }

  /** The same, marked as Unicode if it holds a character that no octet can be. */
  static Decoded of(String text, boolean unicode) {
    return new Decoded(text, unicode || isWide(text));
  }

  private static boolean isWide(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xFF) {
        return true;
      }
    }
    return false;
  }

  /** Perl's {@code \s}. */
  static boolean isSpace(char c, boolean unicode) {
    return c < 0x80 ? Octets.isSpace(c) : unicode && isUnicodeSpace(c);
  }

  private static boolean isUnicodeSpace(char c) {
    return switch (c) {
      case 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
      default -> c >= 0x2000 && c <= 0x200A;
    };
  }
}
