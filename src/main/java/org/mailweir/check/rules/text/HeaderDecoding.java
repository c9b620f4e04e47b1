package org.mailweir.check.rules.text;

import java.util.Set;

/** The value of a header field: unfolded, its encoded words (RFC 2047) undone, as UTF-8 octets. */
final class HeaderDecoding {

  private static final Set<String> NEVER_ENCODED =
      Set.of(
          "received",
          "message-id",
          "resent-message-id",
          "date",
          "resent-date",
          "mime-version",
          "references",
          "in-reply-to");

  private HeaderDecoding() {}

  /**
   * @param name in lower case
   */
  static String field(String name, String raw) {
    return text(name, Octets.trim(unfolded(raw)));
  }

  /** The same for a text that is no whole field. */
  static String text(String name, String folded) {
    String value = withoutLineEnds(folded);
    if (!Octets.isAscii(value)) {
      value = CharsetDecoding.body(value, "UTF-8").octets();
    }
    boolean plain =
        value.indexOf("=?") < 0 || name.startsWith("list-") || NEVER_ENCODED.contains(name);
    return plain ? value : EncodedWords.decode(value);
  }

  private static String unfolded(String raw) {
    if (raw.indexOf('\n') < 0 || raw.indexOf('\n') == raw.length() - 1) {
      return raw;
    }
    StringBuilder line = new StringBuilder(raw.length());
    int i = 0;
    while (i < raw.length()) {
      char c = raw.charAt(i++);
      int end = i;
      while (c == '\n' && end < raw.length() && isBlank(raw.charAt(end))) {
        end++;
      }
      line.append(end > i ? ' ' : c);
      i = end;
    }
    return line.toString();
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static String withoutLineEnds(String text) {
    if (text.indexOf('\n') < 0) {
      return text;
    }
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean beforeFeed = i + 1 < text.length() && text.charAt(i + 1) == '\n';
      boolean afterFeed = i > 0 && text.charAt(i - 1) == '\n';
      if (c != '\n' && !(c == '\r' && beforeFeed)) {
        line.append(c == '\t' && afterFeed ? ' ' : c);
      }
    }
    return line.toString();
  }
}
