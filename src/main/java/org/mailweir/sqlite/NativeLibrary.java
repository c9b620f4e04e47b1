package org.mailweir.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite's native library, which lies in the jar, once for each process. It has to be a file
 * for that: in a fresh folder that only this user can reach, removed as soon as it is loaded. The
 * state folder is tried first, since a temporary folder may be mounted noexec; but nobody, and root
 * least of all, loads code from a folder that belongs to somebody else.
 */
final class NativeLibrary {

  private static final String PREFIX = "sqlite-native-";
  private static final String FOLDER = "org.sqlite.tmpdir";
  private static boolean loaded;

  private NativeLibrary() {}

  /**
   * Makes sure that it is loaded.
   *
   * @param folder of the database; null when it has none
   * @throws IOException when it cannot be loaded from anywhere
   */
  static synchronized void load(@Nullable Path folder) throws IOException {
    if (loaded) {
      return;
    }
    IOException trouble = new IOException("SQLite's native library cannot be loaded");
    for (Path above : candidates(folder)) {
      try {
        loadBelow(above);
        loaded = true;
        return;
      } catch (IOException e) {
        trouble.addSuppressed(e);
      }
    }
    throw trouble;
  }

  private static List<Path> candidates(@Nullable Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    if (folder != null && Files.isDirectory(folder) && isOurs(folder)) {
      all.add(folder);
    }
    all.add(Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
    return all;
  }

  private static boolean isOurs(Path folder) throws IOException {
    Object mine = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    return mine.equals(Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS))
        && Files.isWritable(folder);
  }

  private static void loadBelow(Path above) throws IOException {
    Path own = Files.createTempDirectory(above, PREFIX);
    String before = System.getProperty(FOLDER);
    try {
      System.setProperty(FOLDER, own.toString());
      SQLiteJDBCLoader.initialize();
    } catch (Exception | LinkageError e) {
      throw new IOException(above + ": " + e, e);
    } finally {
      restore(before);
      remove(own);
    }
  }

  private static void restore(@Nullable String before) {
    if (before == null) {
      System.clearProperty(FOLDER);
    } else {
      System.setProperty(FOLDER, before);
    }
  }

  /** A file that is loaded needs its name no more. */
  private static void remove(Path own) throws IOException {
    try (Stream<Path> files = Files.list(own)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(own);
  }
}
