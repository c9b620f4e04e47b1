package org.mailweir.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailweir.safeio.Ownership;

/**
 * Says that somebody uses the log of a folder, so that nobody else moves it away meanwhile: what is
 * written to a file that was moved would be lost. It goes with the process, however that ends.
 */
final class FolderUse implements AutoCloseable {

  private static final String FILE = "lock";

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** The system's locks belong to the process, so that there is one for each folder. */
  private static final Map<Path, Shared> SHARED = new HashMap<>();

  private static final class Shared {
    private final FileChannel channel;
    private FileLock lock;
    private int users = 1;

    Shared(FileChannel channel, FileLock lock) {
      this.channel = channel;
      this.lock = lock;
    }
  }

  private final Path folder;
  private boolean closed;

  private FolderUse(Path folder) {
    this.folder = folder;
  }

  /** Waits for whoever moves the log away at this moment. */
  static FolderUse of(Path any) throws IOException {
    Path folder = any.toRealPath();
    synchronized (SHARED) {
      Shared shared = SHARED.get(folder);
      if (shared != null) {
        shared.users++;
        return new FolderUse(folder);
      }
      Path file = folder.resolve(FILE);
      FileChannel channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              OWNER_ONLY);
      Ownership.inherit(file);
      SHARED.put(folder, new Shared(channel, channel.lock(0, Long.MAX_VALUE, true)));
      return new FolderUse(folder);
    }
  }

  /**
   * Runs something that nobody else may see half-done.
   *
   * @return whether it was run; not while anybody else uses the folder
   */
  boolean alone(Exclusive work) throws IOException {
    synchronized (SHARED) {
      Shared shared = SHARED.get(folder);
      if (shared == null || shared.users > 1) {
        return false;
      }
      shared.lock.release();
      FileLock mine = tryLock(shared.channel);
      try {
        if (mine != null) {
          work.run();
        }
        return mine != null;
      } finally {
        if (mine != null) {
          mine.release();
        }
        shared.lock = shared.channel.lock(0, Long.MAX_VALUE, true);
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    return channel.tryLock(0, Long.MAX_VALUE, false);
  }

  /** Work on a folder that nobody else uses. */
  interface Exclusive {
    void run() throws IOException;
  }

  @Override
  public void close() {
    synchronized (SHARED) {
      Shared shared = SHARED.get(folder);
      if (closed || shared == null) {
        return;
      }
      closed = true;
      if (--shared.users == 0) {
        SHARED.remove(folder);
        try {
          shared.channel.close();
        } catch (IOException goesWithTheProcess) {
          // The lock is gone in any case.
        }
      }
    }
  }
}
