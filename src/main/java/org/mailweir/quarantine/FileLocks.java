package org.mailweir.quarantine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.mailweir.safeio.AtomicFile;

/**
 * Locks by name, among threads and among processes. A fixed number of lock files serves all names,
 * so that none has to be cleaned up; two names may share one, and then wait for each other.
 */
final class FileLocks {

  private static final int STRIPES = 64;

  private final Path folder;
  private final ReentrantLock[] threads = new ReentrantLock[STRIPES];

  FileLocks(Path folder) {
    this.folder = folder;
    for (int i = 0; i < STRIPES; i++) {
      threads[i] = new ReentrantLock();
    }
  }

  /** Waits for the lock; closing the answer gives it back. */
  Held lock(String name) throws IOException {
    int stripe = Math.floorMod(name.hashCode(), STRIPES);
    AtomicFile.createFolders(folder);
    ReentrantLock thread = threads[stripe];
    thread.lock();
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock-" + stripe),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
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

  record Held(ReentrantLock thread, FileChannel channel, FileLock lock) implements AutoCloseable {
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
