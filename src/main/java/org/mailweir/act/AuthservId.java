package org.mailweir.act;

import java.util.Locale;

/** Who claims to have written a field {@code Authentication-Results} (RFC 8601 2.2). */
final class AuthservId {

  private AuthservId() {}

  /**
   * The name at the beginning of the field's value, in lower case; comments and line ends before it
   * are passed over, quotes taken off. Empty when there is none.
   */
  static String of(String value) {
    int start = skipBlanksAndComments(value);
    if (start < value.length() && value.charAt(start) == '"') {
      return quoted(value, start + 1);
    }
    int end = start;
    while (end < value.length() && " \t\r\n;(/".indexOf(value.charAt(end)) < 0) {
      end++;
    }
    return value.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private static String quoted(String value, int start) {
    StringBuilder name = new StringBuilder();
    for (int i = start; i < value.length() && value.charAt(i) != '"'; i++) {
      if (value.charAt(i) == '\\' && i + 1 < value.length()) {
        i++;
      }
      name.append(value.charAt(i));
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }

  private static int skipBlanksAndComments(String value) {
    int depth = 0;
    int at = 0;
    while (at < value.length()) {
      char c = value.charAt(at);
      if (c == '\\' && depth > 0) {
        at++;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && depth > 0) {
        depth--;
      } else if (depth == 0 && " \t\r\n".indexOf(c) < 0) {
        return at;
      }
      at++;
    }
    return value.length();
  }
}
