package org.mailweir.quarantine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.mailweir.safeio.Abandoned;
import org.mailweir.safeio.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes unfinished files from the folders of the days. */
final class Sweep {

  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
  private static final int DAYS = 3;

  private Sweep() {}

  /** Goes on where it can and names in the log where it cannot; gives how many were removed. */
  static int of(Path folder, Instant limit) {
    return below(folder, 0, limit);
  }

  private static int below(Path folder, int level, Instant limit) {
    int removed = 0;
    try {
      for (Path entry : QuarantineFolder.newestFirst(folder)) {
        if (level < DAYS) {
          removed += below(entry, level + 1, limit);
        } else if (entry.toString().endsWith(AtomicFile.UNFINISHED)) {
          removed += Abandoned.remove(entry, limit) ? 1 : 0;
        }
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be swept: {}", folder, e.toString());
    }
    return removed;
  }
}
