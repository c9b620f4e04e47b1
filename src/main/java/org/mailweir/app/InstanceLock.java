package org.mailweir.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One daemon for each state folder: two would take each other's messages for crashed ones. */
record InstanceLock(FileChannel channel, FileLock lock) implements AutoCloseable {

  /**
   * Takes the lock; it goes with the process, however that ends.
   *
   * @throws IOException when another process has it, or the folder cannot be written
   */
  static InstanceLock on(Path stateFolder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            stateFolder.resolve("daemon.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      throw new IOException(
          "another Mailweir is running on "
              + stateFolder
              + "; stop it, or give this one its own"
              + " state_dir");
    }
    return new InstanceLock(channel, lock);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (java.nio.channels.OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
