package org.mailweir.receive;

import org.jspecify.annotations.Nullable;
import org.mailweir.mail.MailAddress;

/**
 * The path of MAIL and RCPT and what follows it (RFC 5321 4.1.2).
 *
 * <p>Reads as Postfix writes: a {@code >} inside quotes does not end the path, nothing inside is
 * judged or changed. What Postfix accepted on port 25 is not ours to refuse.
 *
 * @param address the text between {@code <} and {@code >}
 * @param parameters what stands behind the path, trimmed
 */
record Path821(MailAddress address, String parameters) {

  /**
   * Reads {@code FROM:<path> parameters}.
   *
   * @param keyword {@code FROM:} or {@code TO:}
   * @return null when it is not of that form
   */
  static @Nullable Path821 parse(String argument, String keyword) {
    if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
      return null;
    }
    String rest = argument.substring(keyword.length()).stripLeading();
    if (!rest.startsWith("<")) {
      return null;
    }
    int end = closingBracket(rest);
    if (end < 0 || (end + 1 < rest.length() && rest.charAt(end + 1) != ' ')) {
      return null;
    }
    return new Path821(new MailAddress(rest.substring(1, end)), rest.substring(end + 1).trim());
  }

  private static int closingBracket(String text) {
    boolean quoted = false;
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '>' && !quoted) {
        return i;
      }
    }
    return -1;
  }
}
