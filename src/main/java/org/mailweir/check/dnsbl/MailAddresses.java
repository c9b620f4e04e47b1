package org.mailweir.check.dnsbl;

import java.util.Locale;
import java.util.Set;

/** Finds mail addresses in text, in one pass over a bounded part of it. */
final class MailAddresses {

  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST_DOMAIN = 253;
  private static final String LOCAL = "!#$%&'*+-/=?^_`{|}~.";

  private MailAddresses() {}

  /** Adds those in the first so many characters, in lower case, until there are enough. */
  static void find(String text, int length, Set<String> found, int most) {
    int end = Math.min(text.length(), length);
    for (int at = text.indexOf('@'); at >= 0 && at < end; at = text.indexOf('@', at + 1)) {
      String address = around(text, at, end);
      if (!address.isEmpty()) {
        found.add(address);
      }
      if (found.size() >= most) {
        return;
      }
    }
  }

  private static String around(String text, int at, int end) {
    int from = at;
    while (from > 0 && at - from <= LONGEST_LOCAL && isLocal(text.charAt(from - 1))) {
      from--;
    }
    int to = at + 1;
    while (to < end && to - at <= LONGEST_DOMAIN && isDomain(text.charAt(to))) {
      to++;
    }
    while (to > at && !Character.isLetterOrDigit(text.charAt(to - 1))) {
      to--;
    }
    boolean whole = at > from && at - from <= LONGEST_LOCAL && text.indexOf('.', at) < to - 1;
    return whole && to > at + 3 && text.indexOf('.', at) > at + 1
        ? text.substring(from, to).toLowerCase(Locale.ROOT)
        : "";
  }

  private static boolean isLocal(char c) {
    return isLetterOrDigit(c) || LOCAL.indexOf(c) >= 0;
  }

  private static boolean isDomain(char c) {
    return isLetterOrDigit(c) || c == '.' || c == '-';
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
