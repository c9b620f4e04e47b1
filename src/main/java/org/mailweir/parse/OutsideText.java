package org.mailweir.parse;

import java.util.List;

/** Tells the notes that mail programs put before the first boundary from text that is meant. */
final class OutsideText {

  private static final int FEW = 8;
  private static final int LONGEST_NOTE = 400;
  private static final List<String> NOTES =
      List.of(
          "multi-part message",
          "multipart message",
          "mime format",
          "mime-encapsulated",
          "mime encapsulated",
          "mime-aware",
          "mime aware",
          "mime compliant",
          "openpgp/mime",
          "pgp/mime",
          "s/mime",
          "mime message",
          "mime encoded",
          "mime-formatted",
          "does not support html");

  private OutsideText() {}

  /** Whether it is nothing, or the usual note. */
  static boolean isUsual(byte[] bytes) {
    int start = 0;
    int end = bytes.length;
    while (start < end && bytes[start] >= 0 && bytes[start] <= ' ') {
      start++;
    }
    while (end > start && bytes[end - 1] >= 0 && bytes[end - 1] <= ' ') {
      end--;
    }
    if (end - start <= FEW) {
      return true;
    }
    if (end - start > LONGEST_NOTE) {
      return false;
    }
    String text = Latin1.lower(Latin1.of(bytes, start, end));
    return NOTES.stream().anyMatch(text::contains);
  }
}
