package org.mailweir.parse;

/**
 * A place that a message points to.
 *
 * @param target the address, cleaned: scheme present, backslashes and tabs and line ends undone,
 *     entities decoded
 * @param text what the reader sees of it; the address itself where it stands in running text
 */
public record Link(Kind kind, String target, String text) {

  public enum Kind {
    /** An {@code href} of HTML. */
    ANCHOR,
    /** Anything that is fetched: {@code src}, {@code background}, {@code poster}. */
    RESOURCE,
    /** The {@code action} of a form. */
    FORM,
    /** Found in running text. */
    TEXT
  }

  /** The host part in lower case, without user and port; empty when there is none. */
  public String host() {
    int start = target.indexOf("://");
    if (start < 0) {
      int at = target.startsWith("mailto:") ? target.indexOf('@') : -1;
      return at < 0 ? "" : untilDelimiter(target, at + 1);
    }
    int from = start + 3;
    int end = delimiter(target, from);
    int at = target.lastIndexOf('@', end - 1);
    return untilDelimiter(target, at >= from ? at + 1 : from);
  }

  private static String untilDelimiter(String s, int from) {
    String host = s.substring(from, delimiter(s, from)).toLowerCase(java.util.Locale.ROOT);
    int colon = host.lastIndexOf(':');
    return colon >= 0 && host.indexOf(']', colon) < 0 ? host.substring(0, colon) : host;
  }

  private static int delimiter(String s, int from) {
    for (int i = from; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '/' || c == '?' || c == '#') {
        return i;
      }
    }
    return s.length();
  }
}
