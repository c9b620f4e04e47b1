package org.mailweir.learn.foreign;

import java.util.Locale;

/** A filter whose knowledge can be imported. */
public enum ForeignFormat {
  SPAMASSASSIN,
  BOGOFILTER;

  /** As the log has it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
