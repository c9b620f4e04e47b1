package org.mailweir.safeio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leftovers of a killed process. To remove them is tidiness, and never a reason to fail. */
public final class Abandoned {

  private static final Logger LOG = LoggerFactory.getLogger(Abandoned.class);

  private Abandoned() {}

  /**
   * Removes a regular file that nobody has written to since then. One that has vanished is no
   * trouble; one that cannot be removed is named in the log.
   *
   * @return whether it was removed by us
   */
  public static boolean remove(Path file, Instant since) {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && isOlder(file, since)
          && Files.deleteIfExists(file);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      LOG.warn("unfinished file {} cannot be removed: {}", file, e.toString());
      return false;
    }
  }

  private static boolean isOlder(Path file, Instant since) throws IOException {
    return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant().isBefore(since);
  }
}
