package org.mailweir.check.rules.eval;

import org.mailweir.check.rules.text.MimePart;

/**
 * Where the signature begins in the first part that is plain text.
 *
 * @param known false if there is no such part
 * @param bodyLength octets before the last delimiter
 * @param length octets behind it
 */
record Signature(boolean known, double bodyLength, double length) {

  private static final double NONE = 1_000_000;

  /** A delimiter with less behind it is a decoy. */
  private static final int LEAST_BEHIND = 5;

  static Signature of(EvalInput input) {
    return input.once(Signature.class, Signature::make);
  }

  private static Signature make(EvalInput input) {
    for (MimePart part : input.text().leaves()) {
      if (part.type().startsWith("text/plain")) {
        return find(part.decoded());
      }
    }
    return new Signature(false, 0, 0);
  }

  private static Signature find(String text) {
    Signature last = new Signature(true, text.length(), 0);
    for (int start = text.startsWith("--") ? 0 : next(text, 0);
        start >= 0;
        start = next(text, start)) {
      int end = start + 2;
      end += text.startsWith(" ", end) ? 1 : 0;
      end += text.startsWith("\r", end) ? 1 : 0;
      boolean whole = end == text.length() || text.charAt(end) == '\n';
      if (whole && text.length() - end >= LEAST_BEHIND) {
        last = new Signature(true, start, text.length() - end);
      }
    }
    return last;
  }

  private static int next(String text, int from) {
    int feed = text.indexOf("\n--", from);
    return feed < 0 ? -1 : feed + 1;
  }

  double ratio() {
    return length == 0 ? NONE : bodyLength / length;
  }
}
