package org.mailweir.learn.recent;

import java.nio.file.Path;
import java.time.Duration;
import org.mailweir.settings.DataSize;
import org.mailweir.settings.Doc;

/** How much is remembered of recent messages. */
@Doc(
    "What Mailweir remembers of the messages that it scored lately: what the classifier looks at,"
        + " Message-ID, Subject and author, never the text. So a message that is forwarded inline can"
        + " be learned as it came in.")
public record RecentSettings(
    @Doc("Folder of the files. Relative to state_dir.") Path dir,
    @Doc("How long a message is remembered; \"0s\" remembers none.") Duration keepFor,
    @Doc("What that may take on disk; a message takes some 8 KiB.") DataSize keepBytes) {

  public static final RecentSettings DEFAULT =
      new RecentSettings(Path.of("recent"), Duration.ofDays(14), DataSize.ofMiB(256));

  public RecentSettings {
    if (keepBytes.bytes() < 1 << 20) {
      throw new IllegalArgumentException("keep_bytes: at least 1MiB is expected");
    }
  }

  /** The same with the folder made absolute. */
  public RecentSettings in(Path stateDir) {
    return new RecentSettings(stateDir.resolve(dir), keepFor, keepBytes);
  }
}
