package org.mailweir.check.attachments.archive;

import java.io.IOException;
import java.io.InputStream;
import org.mailweir.check.attachments.archive.Members.Remark;

/**
 * Opens archives. Hostile ones are expected: whatever the bytes are, the answer is a list of
 * members, a remark, or a {@link LimitException}; libraries that throw something else are answered
 * for with {@link Remark#UNREADABLE}.
 */
public final class Archives {

  private Archives() {}

  /**
   * Reads an archive.
   *
   * @param kind one that is a container
   * @param name what the archive is called, since some have no other name for what is inside
   * @param in its bytes
   * @throws LimitException when the budget does not reach
   */
  public static void read(
      FileKind kind, String name, InputStream in, Budget budget, Members members)
      throws LimitException {
    try {
      budget.time();
      open(kind, name, in, budget, members);
    } catch (LimitException e) {
      throw e;
    } catch (org.apache.commons.compress.MemoryLimitException | OutOfMemoryError e) {
      throw new LimitException(Limit.MEMORY);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // A damaged archive, or a defect of a library that the archive provokes.
      members.remark(Remark.UNREADABLE);
    }
  }

  /** Whether a file is a zip archive although it begins with something else: a stub, a picture. */
  public static boolean endsAsZip(byte[] bytes) {
    return ZipReader.isAtEndOf(bytes);
  }

  private static void open(
      FileKind kind, String name, InputStream in, Budget budget, Members members)
      throws IOException {
    switch (kind) {
      case TAR -> new TarReader(in, budget, members).read();
      case GZIP, BZIP2, XZ -> CompressedFile.read(kind, name, in, budget, members);
      case ZIP, SEVEN_ZIP, RAR, TNEF -> {
        Budget.HeldBytes held = budget.hold(in);
        try {
          open(kind, held.bytes(), budget, members);
        } finally {
          budget.release(held);
        }
      }
      case WINDOWS_PROGRAM, PROGRAM, SHORTCUT, OLE, OTHER ->
          throw new IllegalArgumentException(kind + " is no container");
    }
  }

  private static void open(FileKind kind, byte[] bytes, Budget budget, Members members)
      throws IOException {
    switch (kind) {
      case ZIP -> new ZipReader(bytes, budget, members).read();
      case SEVEN_ZIP -> SevenZipReader.read(bytes, budget, members);
      case RAR -> RarReader.read(bytes, budget, members);
      case TNEF -> new TnefReader(bytes, budget, members).read();
      case TAR, GZIP, BZIP2, XZ, WINDOWS_PROGRAM, PROGRAM, SHORTCUT, OLE, OTHER ->
          throw new IllegalArgumentException(kind + " is read as a stream or not at all");
    }
  }
}
