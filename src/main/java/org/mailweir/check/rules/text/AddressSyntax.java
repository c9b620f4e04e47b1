package org.mailweir.check.rules.text;

/** The tokens of address fields (RFC 5322 3.2 and 3.4), leniently. */
final class AddressSyntax {

  private static final String NO_LOCAL_PART = "@<>()[],:;";
  private static final String NO_DOMAIN = "\"<>()[],:;";

  private AddressSyntax() {}

  /** Behind the quoted string that begins there, or -1 if it never ends. */
  static int quotedEnd(String text, int start) {
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        return i + 1;
      }
      i += c == '\\' ? 1 : 0;
    }
    return -1;
  }

  /** Behind the comment that begins there, or -1 if it never ends or holds another. */
  static int commentEnd(String text, int start) {
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ')' || c == '(') {
        return c == ')' ? i + 1 : -1;
      }
      i += c == '\\' ? 1 : 0;
    }
    return -1;
  }

  static boolean isAddress(String text) {
    int end = addressEnd(text, 0);
    return end == text.length() || (end > 0 && text.substring(end).equals("\n"));
  }

  /** Behind the address that begins there, or -1 if none does. */
  static int addressEnd(String text, int start) {
    int at = start < text.length() && text.charAt(start) == '"' ? quotedEnd(text, start) : -1;
    int end = at < 0 ? -1 : domainEnd(text, at);
    if (end > 0) {
      return end;
    }
    at = wordEnd(text, start, NO_LOCAL_PART);
    return at > start ? domainEnd(text, at) : -1;
  }

  private static int domainEnd(String text, int at) {
    if (at >= text.length() || text.charAt(at) != '@') {
      return -1;
    }
    int end = wordEnd(text, at + 1, NO_DOMAIN);
    return end > at + 1 ? end : literalEnd(text, at + 1);
  }

  private static int literalEnd(String text, int start) {
    if (!text.startsWith("[", start)) {
      return -1;
    }
    int i = start + 1;
    while (i < text.length()
        && (Octets.isDigit(text.charAt(i)) || ":.".indexOf(text.charAt(i)) >= 0)) {
      i++;
    }
    return i > start + 1 && text.startsWith("]", i) ? i + 1 : -1;
  }

  private static int wordEnd(String text, int start, String without) {
    int i = start;
    while (i < text.length()
        && !Octets.isSpace(text.charAt(i))
        && without.indexOf(text.charAt(i)) < 0) {
      i++;
    }
    return i;
  }
}
