package org.mailweir.safeio;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * A temporary file for what is too large for memory. It is never the only copy of anything, so it
 * is not synced; it is removed on {@link #close()}, and {@link #sweep} removes what a killed
 * process left behind.
 */
public final class SpoolFile implements AutoCloseable {

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
   * Removes spool files that nobody has written to for that long.
   *
   * @return how many were removed
   */
  public static int sweep(Path folder, Duration age) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    FileTime limit = FileTime.from(Instant.now().minus(age));
    int removed = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith(PREFIX)).toList()) {
        if (Files.getLastModifiedTime(file).compareTo(limit) < 0 && Files.deleteIfExists(file)) {
          removed++;
        }
      }
    }
    return removed;
  }
}
