package org.mailweir.check.rules.text;

import org.jspecify.annotations.Nullable;

/**
 * UTF-8 as Perl reads it: surrogates, noncharacters and overlong forms are wrong, and a wrong
 * sequence with all its continuation octets becomes one U+FFFD.
 */
final class Utf8 {

  private static final int WRONG = -1;

  private Utf8() {}

  /** Null if a sequence is wrong. */
  static @Nullable String strict(String octets) {
    return decode(octets, true);
  }

  static String lenient(String octets) {
    String text = decode(octets, false);
    return text == null ? "" : text;
  }

  private static @Nullable String decode(String octets, boolean strict) {
    StringBuilder text = new StringBuilder(octets.length());
    int i = 0;
    while (i < octets.length()) {
      char c = octets.charAt(i);
      if (c < 0x80) {
        text.append(c);
        i++;
        continue;
      }
      int end = sequenceEnd(octets, i);
      int point = end - i == length(c) ? point(octets, i, end) : WRONG;
      if (point == WRONG && strict) {
        return null;
      }
      text.appendCodePoint(point == WRONG ? 0xFFFD : point);
      i = end;
    }
    return text.toString();
  }

  private static int sequenceEnd(String octets, int start) {
    int most = Math.min(octets.length(), start + length(octets.charAt(start)));
    int end = start + 1;
    while (end < most && (octets.charAt(end) & 0xC0) == 0x80) {
      end++;
    }
    return end;
  }

  /** How long the sequence claims to be; Perl knows forms longer than RFC 3629 allows. */
  private static int length(char lead) {
    if (lead < 0xC0) {
      return 1;
    }
    if (lead < 0xE0) {
      return 2;
    }
    if (lead < 0xF0) {
      return 3;
    }
    if (lead < 0xF8) {
      return 4;
    }
    return lead < 0xFC ? 5 : lead < 0xFE ? 6 : lead == 0xFE ? 7 : 13;
  }

  private static int point(String octets, int start, int end) {
    int length = end - start;
    if (length < 2 || length > 4) {
      return WRONG;
    }
    int point = octets.charAt(start) & (0x7F >> length);
    for (int i = start + 1; i < end; i++) {
      point = point << 6 | (octets.charAt(i) & 0x3F);
    }
    int least = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
    return point < least || isForbidden(point) ? WRONG : point;
  }

  private static boolean isForbidden(int point) {
    return point > 0x10FFFF
        || (point >= 0xD800 && point <= 0xDFFF)
        || (point >= 0xFDD0 && point <= 0xFDEF)
        || (point & 0xFFFE) == 0xFFFE;
  }
}
