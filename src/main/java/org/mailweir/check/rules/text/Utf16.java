package org.mailweir.check.rules.text;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text declared as UTF-16; the order of its octets is guessed, whatever was declared. */
final class Utf16 {

  private Utf16() {}

  /** Null with a byte order mark (a SpamAssassin oddity), without a clue, or when it is wrong. */
  static @Nullable String guessed(String octets) {
    if (octets.startsWith("\u00ff\u00fe") || octets.startsWith("\u00fe\u00ff")) {
      return null;
    }
    int clues = 0;
    long even = 0;
    long odd = 0;
    for (int i = 0; i < octets.length(); i += 2) {
      int first = octets.charAt(i);
      int second = i + 1 < octets.length() ? octets.charAt(i + 1) : 0;
      even += weight(first);
      odd += weight(second);
      clues += first == ' ' && second == 0 ? 1 : first == 0 && second == ' ' ? -1 : 0;
    }
    clues += (even > odd * 4 ? 1 : 0) - (odd * 4 > even ? 1 : 0);
    if (clues == 0) {
      return null;
    }
    return CharsetDecoding.decode(
        octets, clues > 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE, true);
  }

  private static int weight(int octet) {
    return (octet >> 4) + (octet & 15);
  }
}
