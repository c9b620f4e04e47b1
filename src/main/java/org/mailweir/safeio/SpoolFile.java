package org.mailweir.safeio;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A temporary file for what is too large for memory. It is never the only copy of anything, so it
 * is not synced; it is removed on {@link #close()}, and {@link #sweep} removes what a killed
 * process left behind.
 */
public final class SpoolFile implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SpoolFile.class);
  private static final String PREFIX = "spool-";

  private final Path path;
  private final OutputStream out;

  private SpoolFile(Path path, OutputStream out) {
    this.path = path;
    this.out = out;
  }

  /** Creates an empty spool file (0600) in the folder. */
  public static SpoolFile create(Path folder) throws IOException {
    AtomicFile.createFolders(folder);
    Path path = Files.createTempFile(folder, PREFIX, AtomicFile.UNFINISHED);
    return new SpoolFile(path, Files.newOutputStream(path));
  }

  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
  }

  /** A new stream over everything written so far. */
  public InputStream open() throws IOException {
    return new BufferedInputStream(Files.newInputStream(path), 65536);
  }

  @Override
  public void close() {
    try {
      out.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }

  /**
   * Removes spool files that nobody has written to for that long, and nothing else. What cannot be
   * removed is named in the log and left alone.
   *
   * @return how many were removed
   */
  public static int sweep(Path folder, Duration age) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    Instant limit = Instant.now().minus(age);
    int removed = 0;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, PREFIX + "*" + AtomicFile.UNFINISHED)) {
      for (Path file : files) {
        removed += Abandoned.remove(file, limit) ? 1 : 0;
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warn("{} cannot be swept: {}", folder, e.toString());
    }
    return removed;
  }
}
