package org.mailweir.safeio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes a file so that after a return it survives a power cut, and before it nobody sees it:
 * temporary name, fsync, rename, fsync of the folder. Files are 0600, folders 0700, and what root
 * writes into a folder of somebody else is that somebody's ({@link Ownership}).
 */
public final class AtomicFile {

  /** The ending of unfinished files; whoever owns the folder may sweep old ones. */
  public static final String UNFINISHED = ".tmp";

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private AtomicFile() {}

  /** What fills the file. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes or replaces the file.
   *
   * @throws IOException when any step failed; the old file is untouched then, and no partial one is
   *     visible
   */
  public static void write(Path file, Content content) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
    Files.deleteIfExists(unfinished);
    try {
      writeAndSync(unfinished, content);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("the file system cannot rename atomically: " + file.getParent(), e);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    syncFolder(parent(file));
  }

  private static void writeAndSync(Path file, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_FILE)) {
      Ownership.inherit(file);
      OutputStream out = new java.io.BufferedOutputStream(Channels.newOutputStream(channel), 65536);
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }

  /** Creates missing folders 0700 and makes their names durable. */
  public static void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path above = folder.toAbsolutePath().getParent();
    if (above != null) {
      createFolders(above);
    }
    try {
      Files.createDirectory(folder, OWNER_FOLDER);
      Ownership.inherit(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
    if (above != null) {
      syncFolder(above);
    }
  }

  /** Makes the names in a folder durable: fsync of the folder itself. */
  public static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("a file stands in a folder: " + file);
    }
    return parent;
  }
}
