package org.mailweir.check.auth.spf;

import java.util.Locale;

/** The results of RFC 7208 2.6. */
public enum SpfResult {
  /** There is no such domain, or it says nothing. */
  NONE,
  /** It says that it says nothing. */
  NEUTRAL,
  PASS,
  FAIL,
  SOFTFAIL,
  /** The DNS did not answer; later it may. */
  TEMPERROR,
  /** What it says cannot be understood, or asks too much. */
  PERMERROR;

  /** The word of RFC 8601 2.7.2. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
