package org.mailweir.parse;

import org.mailweir.mail.MailAddress;

/** The address in a From field. */
public final class FromField {

  private FromField() {}

  /**
   * What stands in the last angle brackets, or the only word, in canonical form; empty when there
   * is no single address.
   */
  public static String address(String from) {
    int open = from.lastIndexOf('<');
    int close = from.indexOf('>', open + 1);
    String text = open >= 0 && close > open ? from.substring(open + 1, close) : from;
    String trimmed = text.trim();
    boolean plain = trimmed.indexOf('@') > 0 && trimmed.chars().allMatch(c -> c > ' ');
    return plain ? new MailAddress(trimmed).canonical() : "";
  }
}
