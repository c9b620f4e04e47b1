package org.mailweir.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;

/**
 * A temporary folder and everything that runs in it.
 *
 * <p>Closing it, or the end of the JVM, stops what was started in reverse order and removes the
 * folder. Closing it twice does no harm.
 */
public final class Workshop implements AutoCloseable {

  private final Path folder;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Thread atExit = new Thread(this::shut, "workshop");
  private boolean closed;

  private Workshop(Path folder) {
    this.folder = folder;
  }

  public static Workshop open(String name) {
    try {
      // The user postfix has to get in, too.
      Path folder = Files.createTempDirectory("mailweir-" + name + "-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Workshop workshop = new Workshop(folder);
      Runtime.getRuntime().addShutdownHook(workshop.atExit);
      return workshop;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path folder() {
    return folder;
  }

  /** A new folder inside. */
  public Path folder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes over a thing: it is closed with the workshop. */
  public synchronized <T extends AutoCloseable> T own(T thing) {
    if (closed) {
      quietly(thing);
      throw new IllegalStateException("the workshop is closed");
    }
    running.push(thing);
    return thing;
  }

  @Override
  public void close() {
    shut();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException ending) {
      // The JVM is on its way out, and the hook has done it or is doing it.
    }
  }

  private synchronized void shut() {
    closed = true;
    while (!running.isEmpty()) {
      quietly(running.pop());
    }
    remove(folder);
  }

  private static void quietly(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception e) {
      System.err.println("laboratory: closing " + thing + ": " + e);
    }
  }

  private static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(Workshop::removeOne);
    } catch (IOException | UncheckedIOException e) {
      System.err.println("laboratory: " + folder + " could not be removed: " + e);
    }
  }

  private static void removeOne(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
