package org.mailweir.parse;

import org.jspecify.annotations.Nullable;

/** Finds the boundary that a multipart without parts seems to mean. */
final class BoundaryGuess {

  private BoundaryGuess() {}

  /** What follows {@code --} on the first line behind which a content field stands, or null. */
  static @Nullable String in(byte[] body) {
    String text = Latin1.of(body);
    int at = 0;
    while (at >= 0 && at < text.length()) {
      int end = text.indexOf('\n', at);
      if (end < 0) {
        return null;
      }
      if (text.startsWith("--", at)
          && end - at <= Shape.MAX_BOUNDARY
          && text.regionMatches(true, end + 1, "Content-", 0, 8)) {
        return text.substring(at + 2, end).stripTrailing();
      }
      at = end + 1;
    }
    return null;
  }
}
