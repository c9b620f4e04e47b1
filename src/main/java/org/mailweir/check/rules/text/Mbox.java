package org.mailweir.check.rules.text;

import java.util.regex.Pattern;

/** The line that mail folders put before a message. */
final class Mbox {

  private static final Pattern MBX =
      Pattern.compile(
          "[\\s\\d]\\d-[a-zA-Z]{3}-\\d{4}\\s\\d{2}:\\d{2}:\\d{2}[^\\n]{0,200},\\d{1,20}"
              + ";[\\da-f]{12}-\\w{8}\\r?\\n?");

  private Mbox() {}

  /** Where the message begins. */
  static int separatorEnd(String octets) {
    int end = Octets.lineEnd(octets, 0);
    return isFromLine(octets, end) || MBX.matcher(octets).region(0, end).matches() ? end : 0;
  }

  /** {@code From} and a blank, but not the field in its old form with a blank before the colon. */
  private static boolean isFromLine(String octets, int end) {
    if (!octets.startsWith("From") || end < 5 || !Octets.isSpace(octets.charAt(4))) {
      return false;
    }
    return end == 5 || Octets.isSpace(octets.charAt(5)) || octets.charAt(5) != ':';
  }
}
