package org.mailweir.history;

import java.nio.file.Path;
import java.time.Duration;
import org.mailweir.settings.Doc;

/** How much is remembered of what came through. */
@Doc(
    "What came through lately, with its score and who got what, for the web page, the figures, and"
        + " the digest: envelope, From, Subject, findings; never the text.")
public record HistorySettings(
    @Doc("The file. Relative to state_dir.") Path file,
    @Doc("How long a message is remembered; \"0s\" remembers none.") Duration keep,
    @Doc("How many are remembered at most; the oldest go first. 100,000 take some 100 MB.")
        int messages) {

  public static final HistorySettings DEFAULT =
      new HistorySettings(Path.of("history.sqlite"), Duration.ofDays(14), 200_000);

  public HistorySettings {
    if (messages < 100 || messages > 10_000_000) {
      throw new IllegalArgumentException("messages: 100 to 10000000 is expected");
    }
  }

  /** The same with the file made absolute. */
  public HistorySettings in(Path stateDir) {
    return new HistorySettings(stateDir.resolve(file), keep, messages);
  }
}
