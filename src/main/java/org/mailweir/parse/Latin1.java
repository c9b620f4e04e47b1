package org.mailweir.parse;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Small helpers for text that is held as one char per byte. */
final class Latin1 {

  private Latin1() {}

  static String of(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static String of(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
