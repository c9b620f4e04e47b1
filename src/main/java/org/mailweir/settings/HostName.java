package org.mailweir.settings;

import java.util.regex.Pattern;

/** The form of a name that stands in a greeting or in EHLO (RFC 5321 4.1.1.1 and 4.1.3). */
public final class HostName {

  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9.-]{1,255}|\\[[A-Za-z0-9.:-]{1,100}\\]");

  private HostName() {}

  /** Throws IllegalArgumentException that names the key when the text is no such name. */
  public static void require(String key, String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          key
              + ": a host name of letters, digits, dots and hyphens, or an address in brackets, is"
              + " expected");
    }
  }
}
