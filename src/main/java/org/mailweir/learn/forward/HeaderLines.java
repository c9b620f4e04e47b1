package org.mailweir.learn.forward;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the fields of a message's own header stand, to take some of them out byte for byte. */
final class HeaderLines {

  private static final int MOST_FIELDS = 2_000;

  private HeaderLines() {}

  /**
   * One field with its folded lines.
   *
   * @param name in lower case, empty for a line that is no field
   * @param to where the next one begins
   */
  record Line(String name, int from, int to) {}

  /** The fields from the top to the empty line, or to the end. */
  static List<Line> of(byte[] message) {
    List<Line> lines = new ArrayList<>();
    int at = 0;
    while (at < message.length && lines.size() < MOST_FIELDS) {
      int next = nextLine(message, at);
      if (message[at] == '\r' || message[at] == '\n') {
        break;
      }
      if ((message[at] == ' ' || message[at] == '\t') && !lines.isEmpty()) {
        Line before = lines.removeLast();
        lines.add(new Line(before.name(), before.from(), next));
      } else {
        lines.add(new Line(name(message, at, next), at, next));
      }
      at = next;
    }
    return lines;
  }

  private static int nextLine(byte[] message, int from) {
    int i = from;
    while (i < message.length && message[i] != '\n') {
      i++;
    }
    return Math.min(message.length, i + 1);
  }

  private static String name(byte[] message, int from, int to) {
    int colon = from;
    while (colon < to && message[colon] > ' ' && message[colon] != ':') {
      colon++;
    }
    return colon < to && message[colon] == ':'
        ? new String(message, from, colon - from, StandardCharsets.US_ASCII)
            .toLowerCase(Locale.ROOT)
        : "";
  }
}
