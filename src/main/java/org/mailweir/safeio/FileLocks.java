package org.mailweir.safeio;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks by name, among threads and among processes. A fixed number of lock files serves all names,
 * so that none has to be cleaned up; two names may share one, and then wait for each other.
 */
public final class FileLocks {

  private static final int STRIPES = 64;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path folder;
  private final ReentrantLock[] threads = new ReentrantLock[STRIPES];

  public FileLocks(Path folder) {
    this.folder = folder;
    for (int i = 0; i < STRIPES; i++) {
      threads[i] = new ReentrantLock();
    }
  }

  /** Waits for the lock; closing the answer gives it back. */
  public Held lock(String name) throws IOException {
    int stripe = Math.floorMod(name.hashCode(), STRIPES);
    AtomicFile.createFolders(folder);
    ReentrantLock thread = threads[stripe];
    thread.lock();
    try {
      FileChannel channel = open(folder.resolve("lock-" + stripe));
      try {
        return new Held(thread, channel, channel.lock());
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      thread.unlock();
      throw e;
    }
  }

  private static FileChannel open(Path file) throws IOException {
    try {
      return FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return create(file);
    }
  }

  private static FileChannel create(Path file) throws IOException {
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER);
    } catch (FileAlreadyExistsException other) {
      return FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }
    Ownership.inherit(file);
    return channel;
  }

  public record Held(ReentrantLock thread, FileChannel channel, FileLock lock)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      try {
        lock.release();
        channel.close();
      } finally {
        thread.unlock();
      }
    }
  }
}
