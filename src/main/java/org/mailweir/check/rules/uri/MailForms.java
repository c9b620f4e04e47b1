package org.mailweir.check.rules.uri;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forms of a mail address: without what follows it, and what stands in angle brackets. */
final class MailForms {

  private static final String SPACE = "%20";
  private static final int MOST_BRACKETS = 20;

  private MailForms() {}

  static void add(String uri, List<String> made) {
    addIf(beforeQuery(uri, "?"), made);
    addIf(beforeQuery(uri, "?&"), made);
    if (uri.contains(SPACE)) {
      addIf(unpadded(uri), made);
    }
    addIf(inBrackets(uri), made);
  }

  private static void addIf(@Nullable String form, List<String> made) {
    if (form != null) {
      made.add(form);
    }
  }

  /** Up to the last of these characters in the list, when none of the others comes before it. */
  private static @Nullable String beforeQuery(String uri, String stops) {
    int sign = uri.indexOf('@');
    int end = end(uri, sign + 1, stops);
    boolean found = end < uri.length() && uri.charAt(end) == stops.charAt(stops.length() - 1);
    return sign > 0 && end > sign + 1 && found ? uri.substring(0, end) : null;
  }

  private static int end(String uri, int start, String stops) {
    int i = start;
    while (i < uri.length() && stops.indexOf(uri.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  /** Coded spaces around the address go. */
  private static @Nullable String unpadded(String uri) {
    int sign = uri.indexOf('@');
    int end = end(uri, sign + 1, "?&%");
    if (sign <= 0 || end == sign + 1) {
      return null;
    }
    int start = uri.startsWith("mailto:") ? "mailto:".length() : 0;
    while (uri.startsWith(SPACE, start)) {
      start += SPACE.length();
    }
    if (start >= sign) {
      start = Math.max(0, sign - SPACE.length());
    }
    return "mailto:" + uri.substring(start, end);
  }

  /** {@code "Name" <someone@example.com>}. */
  private static @Nullable String inBrackets(String uri) {
    int limit = end(uri, 0, "?&");
    int open = uri.lastIndexOf('<', limit - 1);
    for (int i = 0; open >= 0 && i < MOST_BRACKETS; i++) {
      int sign = end(uri, open + 1, "@>");
      int close = uri.indexOf('>', sign + 2);
      if (uri.startsWith("@", sign)
          && sign > open + 1
          && close > 0
          && uri.charAt(sign + 1) != '>') {
        return "mailto:" + uri.substring(open + 1, close);
      }
      open = open == 0 ? -1 : uri.lastIndexOf('<', open - 1);
    }
    return null;
  }
}
