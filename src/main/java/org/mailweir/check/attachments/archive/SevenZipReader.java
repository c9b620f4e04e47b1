package org.mailweir.check.attachments.archive;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * 7z archives. What is packed together can only be unpacked in order, so every byte before a member
 * counts, and is unpacked by us: the library's own skipping knows no limits.
 */
final class SevenZipReader {

  private SevenZipReader() {}

  static void read(byte[] bytes, Budget budget, Members members) throws IOException {
    try (SevenZFile file =
        SevenZFile.builder()
            .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
            .setMaxMemoryLimitKiB(budget.memoryKiB())
            .get()) {
      read(file, budget, members);
    } catch (PasswordRequiredException e) {
      members.remark(Members.Remark.ENCRYPTED);
    }
  }

  private static void read(SevenZFile file, Budget budget, Members members) throws IOException {
    for (SevenZArchiveEntry entry : file.getEntries()) {
      // All names first: to unpack may take too long.
      budget.name();
      members.member(Member.named(name(entry)));
    }
    for (SevenZArchiveEntry entry = file.getNextEntry();
        entry != null;
        entry = file.getNextEntry()) {
      budget.member();
      if (entry.hasStream() && !entry.isDirectory()) {
        content(name(entry), file, budget, members);
      }
    }
  }

  private static void content(String name, SevenZFile file, Budget budget, Members members)
      throws IOException {
    InputStream in = budget.metered(new Current(file));
    try {
      members.member(new Member(name, false, () -> in));
      in.skip(Long.MAX_VALUE);
    } catch (PasswordRequiredException e) {
      members.member(new Member(name, true, null));
      throw e;
    }
  }

  private static String name(SevenZArchiveEntry entry) {
    return entry.getName() == null ? "" : entry.getName();
  }

  /** The bytes of the entry at which the file stands. */
  private static final class Current extends InputStream {
    private final SevenZFile file;

    Current(SevenZFile file) {
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      return file.read();
    }

    @Override
    public int read(byte[] to, int from, int count) throws IOException {
      return count == 0 ? 0 : file.read(to, from, count);
    }
  }
}
