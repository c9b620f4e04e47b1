package org.mailweir.pipeline;

import java.time.Duration;
import org.mailweir.settings.Doc;

/** The line that is written for each message. */
@Doc("The journal: one line for each message, on standard output with the rest of the log.")
public record JournalSettings(
    @Doc("text or json.") Format format,
    @Doc("How often a line with all counters is written, if any has changed.")
        Duration countersEvery) {

  public static final JournalSettings DEFAULT =
      new JournalSettings(Format.TEXT, Duration.ofMinutes(10));

  public JournalSettings {
    if (countersEvery.toSeconds() < 1) {
      throw new IllegalArgumentException("counters_every: at least \"1s\" is expected");
    }
  }

  /** How a line is written. */
  public enum Format {
    TEXT,
    JSON
  }
}
