package org.mailweir.check.rules.text;

/** Tags of empty elements without attributes, {@code <br/>}, become plain ones, {@code <br>}. */
final class HtmlEmptyTags {

  private HtmlEmptyTags() {}

  static String opened(String html, boolean unicode) {
    int close = html.indexOf("/>");
    if (close < 0) {
      return html;
    }
    StringBuilder text = new StringBuilder(html.length());
    int copied = 0;
    for (; close >= 0; close = html.indexOf("/>", close + 2)) {
      int nameEnd = nameEnd(html, copied, close, unicode);
      if (nameEnd > 0) {
        text.append(html, copied, nameEnd).append('>');
        copied = close + 2;
      }
    }
    return text.append(html, copied, html.length()).toString();
  }

  /** Where the name ends, if nothing but a name and blanks stand before the slash; else -1. */
  private static int nameEnd(String html, int from, int slash, boolean unicode) {
    int end = slash;
    while (end > from && Decoded.isSpace(html.charAt(end - 1), unicode)) {
      end--;
    }
    int start = end;
    while (start > from && isWord(html.charAt(start - 1), unicode)) {
      start--;
    }
    return start < end && start > from && html.charAt(start - 1) == '<' ? end : -1;
  }

  private static boolean isWord(char c, boolean unicode) {
    return c < 0x80 ? Octets.isWord(c) : unicode && Character.isLetterOrDigit(c);
  }
}
