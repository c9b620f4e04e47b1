package org.mailweir.check.rules.text;

/**
 * The text that HTML shows, put together from its pieces: white space of text is folded, and
 * dropped beside the white space that elements make.
 */
final class HtmlPieces {

  private final StringBuilder all = new StringBuilder();
  private final IntList hidden = new IntList();
  private final boolean unicode;
  private int lastStart;
  private boolean any;
  private boolean lastIsSpace;
  private boolean lastIsHidden;

  HtmlPieces(boolean unicode) {
    this.unicode = unicode;
  }

  /** White space that an element makes. */
  void space(String space) {
    boolean trim = any && !lastIsSpace && !lastIsHidden && all.length() > lastStart;
    if (trim && all.charAt(all.length() - 1) == ' ') {
      all.setLength(all.length() - 1);
    }
    begin(true, false);
    all.append(space);
  }

  void text(String text, boolean isHidden) {
    boolean trim = any && lastIsSpace && !isHidden;
    begin(false, isHidden);
    appendFolded(text, trim);
    if (isHidden) {
      hidden.add(lastStart);
      hidden.add(all.length());
    }
  }

  private void begin(boolean space, boolean isHidden) {
    lastStart = all.length();
    lastIsSpace = space;
    lastIsHidden = isHidden;
    any = true;
  }

  private void appendFolded(String text, boolean trim) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = spaceEnd(text, i);
      if (end == i) {
        all.append(c);
        i++;
      } else {
        if (i > 0 || !trim) {
          all.append(' ');
        }
        i = end;
      }
    }
  }

  /** The octets of a no-break space in UTF-8 count as a space of their own. */
  private static int spaceEnd(String text, int from) {
    if (isNoBreakSpace(text, from)) {
      return from + 2;
    }
    int i = from;
    while (i < text.length() && isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isNoBreakSpace(String text, int at) {
    return text.charAt(at) == 0xC2 && at + 1 < text.length() && text.charAt(at + 1) == 0xA0;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= 9 && c <= 13);
  }

  /** Whether there is anything to see in a text. */
  static boolean isBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      boolean noBreak = isNoBreakSpace(text, i);
      if (!noBreak && !isSpace(text.charAt(i))) {
        return false;
      }
      i += noBreak ? 1 : 0;
    }
    return true;
  }

  /** The piece before; empty if there is none. */
  CharSequence last() {
    return all.subSequence(lastStart, all.length());
  }

  boolean isEmpty() {
    return !any;
  }

  Decoded all() {
    return Decoded.of(all.toString(), unicode);
  }

  Decoded visible() {
    if (hidden.size() == 0) {
      return all();
    }
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int i = 0; i < hidden.size(); i += 2) {
      text.append(all, from, hidden.get(i));
      from = hidden.get(i + 1);
    }
    return Decoded.of(text.append(all, from, all.length()).toString(), unicode);
  }

  Decoded hidden() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < hidden.size(); i += 2) {
      text.append(all, hidden.get(i), hidden.get(i + 1));
    }
    return Decoded.of(text.toString(), unicode);
  }
}
