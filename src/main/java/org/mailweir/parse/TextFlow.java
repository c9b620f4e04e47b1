package org.mailweir.parse;

/** Text as it flows on a page: white space folded, one line per block. */
final class TextFlow {

  private final StringBuilder out = new StringBuilder();
  private boolean blank;
  private boolean line;

  void add(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\u00A0') {
        blank = true;
      } else {
        separate();
        out.append(c);
      }
    }
  }

  private void separate() {
    if (line || blank) {
      if (out.length() > 0) {
        out.append(line ? '\n' : ' ');
      }
      line = false;
      blank = false;
    }
  }

  /** What follows stands on a new line. */
  void lineBreak() {
    line = true;
  }

  /** What follows does not touch what came before. */
  void blank() {
    blank = true;
  }

  int length() {
    return out.length();
  }

  String since(int start) {
    return out.substring(Math.min(start, out.length()));
  }

  String text() {
    return out.toString();
  }
}
