package org.mailweir.pipeline;

import org.mailweir.settings.Doc;

/** The line that is written for each message. */
@Doc("The journal: one line for each message, on standard output with the rest of the log.")
public record JournalSettings(@Doc("text or json.") Format format) {

  public static final JournalSettings DEFAULT = new JournalSettings(Format.TEXT);

  /** How a line is written. */
  public enum Format {
    TEXT,
    JSON
  }
}
