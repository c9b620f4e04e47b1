package org.mailweir.check.rules.text;

/**
 * A body with LF line ends, in which a long run of blank lines is cut to twenty: the first (at the
 * top of the body: the first two) and the last nineteen.
 */
final class BlankLines {

  private static final int MOST = 20;

  private BlankLines() {}

  static String limited(String pristine, boolean crlf) {
    String body = crlf ? TransferEncoding.lineFeeds(pristine) : pristine;
    int run = longRun(body, 0);
    return run < 0 ? body : shortened(body, run);
  }

  /** Where the next run of too many blank lines begins, or -1. */
  private static int longRun(String body, int from) {
    int lines = 0;
    int run = from;
    int i = from;
    while (i < body.length()) {
      int end = Octets.lineEnd(body, i);
      if (isBlank(body, i, end)) {
        lines++;
      } else {
        lines = 0;
        run = end;
      }
      if (lines > (run == 0 ? MOST + 1 : MOST)) {
        return run;
      }
      i = end;
    }
    return -1;
  }

  private static String shortened(String body, int firstRun) {
    StringBuilder text = new StringBuilder(body.length());
    int copied = 0;
    for (int run = firstRun; run >= 0; run = longRun(body, copied)) {
      int head = run == 0 ? 2 : 1;
      int kept = skipLines(body, run, head);
      text.append(body, copied, kept);
      int excess = blankLines(body, run) - head - (MOST - 1);
      int tail = skipLines(body, kept, excess);
      copied = skipLines(body, tail, MOST - 1);
      text.append(body, tail, copied);
    }
    return text.append(body, copied, body.length()).toString();
  }

  private static int blankLines(String body, int from) {
    int lines = 0;
    int i = from;
    while (i < body.length()) {
      int end = Octets.lineEnd(body, i);
      if (!isBlank(body, i, end)) {
        break;
      }
      lines++;
      i = end;
    }
    return lines;
  }

  private static int skipLines(String body, int from, int lines) {
    int i = from;
    for (int n = 0; n < lines; n++) {
      i = Octets.lineEnd(body, i);
    }
    return i;
  }

  static boolean isBlank(String body, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Octets.isSpace(body.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
