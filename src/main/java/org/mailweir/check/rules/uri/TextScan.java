package org.mailweir.check.rules.uri;

import org.jspecify.annotations.Nullable;

/**
 * Finds what mail programs turn into links in a line of text: addresses with a scheme or {@code
 * www.}, mail addresses, and bare host names with a known top level domain. One pass.
 *
 * <p>What begins and ends an address is what Thunderbird and Outlook Express agree on; the
 * alternatives are tried in that order at each place where something can begin.
 */
final class TextScan {

  /** How an address was recognised. */
  enum Kind {
    SCHEME,
    MAIL,
    BARE
  }

  /**
   * @param host of a bare one, else null
   */
  record Found(Kind kind, String text, @Nullable String host) {}

  private static final int LONGEST = 2_048;
  private static final int LONGEST_MAIL = 251;
  private static final int LONGEST_HOST = 252;

  private static final int BEGINS = 1;
  private static final int ENDS = 2;
  private static final int ENDS_MAIL = 4;
  private static final int BEFORE_BARE = 8;
  private static final int HOST = 16;
  private static final int WORD = 32;
  private static final byte[] CLASSES = classes();

  private final DomainBoundaries domains;
  private final String text;
  private int at;

  private int sign = -2;
  private int signFrom;
  private int signEnd;

  TextScan(String text, DomainBoundaries domains) {
    this.text = text;
    this.domains = domains;
  }

  private static byte[] classes() {
    byte[] classes = new byte[256];
    String blanks = " \t\n\u000b\f\r\u001b\u00a0";
    mark(classes, "><\"'`,{[(|" + blanks, BEGINS);
    mark(classes, "><\"`}]{[|" + blanks, ENDS | ENDS_MAIL);
    mark(classes, ",('", ENDS_MAIL);
    mark(classes, "!\"#$&'()*+,/:;<=>?@[\\]^`{|}~" + blanks, BEFORE_BARE);
    mark(classes, "._-", HOST);
    for (int c = 0; c < 256; c++) {
      if (c >= 0x80) {
        classes[c] |= ENDS_MAIL;
      } else if (Character.isLetterOrDigit(c)) {
        classes[c] |= HOST | WORD;
      }
    }
    classes['_'] |= WORD;
    return classes;
  }

  private static void mark(byte[] classes, String chars, int what) {
    chars.chars().forEach(c -> classes[c] |= (byte) what);
  }

  private boolean is(int i, int what) {
    return (CLASSES[text.charAt(i) & 0xFF] & what) != 0;
  }

  /** The next one; null at the end. */
  @Nullable Found next() {
    for (; at < text.length(); at++) {
      if (mayBegin()) {
        Found found = here();
        if (found != null) {
          at += found.text().length();
          return found;
        }
      }
    }
    return null;
  }

  /** At a word's edge, behind a delimiter, or behind a shift of ISO 2022. */
  private boolean mayBegin() {
    boolean word = is(at, WORD);
    if (at == 0) {
      return word;
    }
    if (word != is(at - 1, WORD) || is(at - 1, BEGINS)) {
      return true;
    }
    return at >= 3
        && text.charAt(at - 2) == '('
        && text.charAt(at - 3) == '\u001b'
        && text.charAt(at - 1) != '\n';
  }

  private @Nullable Found here() {
    int end = schemeEnd();
    if (end >= 0) {
      return new Found(Kind.SCHEME, text.substring(at, end), null);
    }
    end = mailEnd();
    if (end >= 0) {
      return new Found(Kind.MAIL, text.substring(at, end), null);
    }
    return bare();
  }

  private int schemeEnd() {
    int start =
        switch (text.charAt(at) | 0x20) {
          case 'h' -> afterWord("http", true);
          case 'f' -> afterWord("ftp", false);
          case 'w' -> afterWww();
          default -> -1;
        };
    return start < 0 ? -1 : run(start, ENDS, LONGEST);
  }

  private int afterWord(String word, boolean secure) {
    if (!startsWith(word, at)) {
      return -1;
    }
    int i = at + word.length();
    if (secure && startsWith("s", i)) {
      i++;
    }
    if (text.startsWith("://", i)) {
      return i + 3;
    }
    return !secure && text.startsWith(".", i) ? i + 1 : -1;
  }

  private int afterWww() {
    if (!startsWith("www", at)) {
      return -1;
    }
    int i = at + 3;
    for (int digits = 0; digits < 2 && i < text.length() && isDigit(i); digits++) {
      i++;
    }
    return text.startsWith(".", i) ? i + 1 : -1;
  }

  private boolean startsWith(String lower, int i) {
    return text.regionMatches(true, i, lower, 0, lower.length());
  }

  private boolean isDigit(int i) {
    return text.charAt(i) >= '0' && text.charAt(i) <= '9';
  }

  /** Where a run that ends at such a character, or with the text, ends; -1 if empty or too long. */
  private int run(int start, int end, int longest) {
    int i = start;
    while (i < text.length() && !is(i, end)) {
      i++;
    }
    return i > start && i - start <= longest ? i : -1;
  }

  private int mailEnd() {
    if (is(at, ENDS_MAIL) || text.charAt(at) == '@') {
      return -1;
    }
    if (startsWith("mailto:", at)) {
      int end = run(at + "mailto:".length(), ENDS_MAIL, LONGEST);
      if (end >= 0) {
        return end;
      }
    }
    findSign();
    boolean within = sign > at && at >= signFrom;
    return within ? signEnd : -1;
  }

  /** Looks up the next @ once for all places before it. */
  private void findSign() {
    if (sign == -1 || sign >= at) {
      return;
    }
    sign = text.indexOf('@', at);
    if (sign >= 0) {
      int from = sign;
      while (from > at && sign - from < LONGEST_MAIL && !is(from - 1, ENDS_MAIL)) {
        from--;
      }
      signFrom = from;
      signEnd = run(sign + 1, ENDS_MAIL, LONGEST_MAIL);
    }
  }

  private @Nullable Found bare() {
    boolean starts = is(at, HOST) && is(at, WORD) && text.charAt(at) != '_';
    if (!starts || at > 0 && !is(at - 1, BEFORE_BARE)) {
      return null;
    }
    int end = at;
    while (end < text.length() && is(end, HOST)) {
      end++;
    }
    int hostEnd = text.charAt(end - 1) == '.' ? end - 1 : end;
    int dot = text.lastIndexOf('.', hostEnd - 1);
    if (dot <= at || dot - at > LONGEST_HOST) {
      return null;
    }
    int whole = restEnd(end);
    if (whole < 0 || !domains.isTopLevel(text.substring(dot + 1, hostEnd))) {
      return null;
    }
    return new Found(Kind.BARE, text.substring(at, whole), text.substring(at, hostEnd));
  }

  /** Behind a host: a port and a path may follow, then nothing more. */
  private int restEnd(int hostEnd) {
    int i = hostEnd;
    if (i + 1 < text.length() && text.charAt(i) == ':' && isDigit(i + 1)) {
      i++;
      for (int digits = 0; digits < 5 && i < text.length() && isDigit(i); digits++) {
        i++;
      }
    }
    if (i < text.length() && text.charAt(i) == '/') {
      return run(i + 1, ENDS, LONGEST);
    }
    return i == text.length() || is(i, ENDS) ? i : -1;
  }
}
