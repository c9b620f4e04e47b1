package org.mailweir.check.attachments.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The names in RAR archives, by their headers alone (RAR 1.5 to 4, and RAR 5 technical note). What
 * is stored without compression can be looked at, too.
 */
final class RarReader {

  private static final byte[] OLD = {'R', 'a', 'r', '!', 0x1A, 7, 0};
  private static final byte[] NEW = {'R', 'a', 'r', '!', 0x1A, 7, 1, 0};

  private final byte[] bytes;
  private final Budget budget;
  private final Members members;
  private final NamedToTheEnd named;
  private long at;

  private RarReader(byte[] bytes, Budget budget, Members members, int start) {
    this.bytes = bytes;
    this.budget = budget;
    this.members = members;
    this.named = new NamedToTheEnd(budget, members);
    this.at = start;
  }

  static void read(byte[] bytes, Budget budget, Members members) throws IOException {
    if (Bytes.startsWith(bytes, 0, NEW)) {
      RarReader reader = new RarReader(bytes, budget, members, NEW.length);
      reader.readNew();
      reader.named.end();
    } else if (Bytes.startsWith(bytes, 0, OLD)) {
      RarReader reader = new RarReader(bytes, budget, members, OLD.length);
      reader.readOld();
      reader.named.end();
    } else {
      members.remark(Members.Remark.UNREADABLE);
    }
  }

  /** Blocks: CRC 2, type 1, flags 2, size 2, then by type; a file's data follow its block. */
  private void readOld() throws IOException {
    while (at + 7 <= bytes.length) {
      int type = Bytes.int8(bytes, at + 2);
      int flags = Bytes.int16(bytes, at + 3);
      int size = Bytes.int16(bytes, at + 5);
      if (type == 0x73 && (flags & 0x80) != 0) {
        members.remark(Members.Remark.ENCRYPTED);
        return;
      }
      long data = (flags & 0x8000) != 0 || type == 0x74 ? Bytes.uint32(bytes, at + 7) : 0;
      if (type == 0x74) {
        oldFile(flags, size, data);
      }
      if (type == 0x7B) {
        return;
      }
      if (size < 7) {
        members.remark(Members.Remark.UNREADABLE);
        return;
      }
      at += size + data;
    }
  }

  private void oldFile(int flags, int size, long data) throws IOException {
    boolean large = (flags & 0x100) != 0;
    int length = Bytes.int16(bytes, at + 26);
    String name = oldName(at + (large ? 40 : 32), length);
    boolean folder = (flags & 0xE0) == 0xE0;
    boolean stored = Bytes.int8(bytes, at + 25) == 0x30;
    boolean encrypted = (flags & 4) != 0;
    named.member(
        new Member(
            name, encrypted, stored && !folder && !encrypted ? slice(at + size, data) : null));
  }

  /** A plain name, and maybe behind a zero the same in Unicode, which is the one that counts. */
  private String oldName(long from, int length) throws IOException {
    int plain = 0;
    while (plain < length && Bytes.int8(bytes, from + plain) != 0) {
      plain++;
    }
    String name = Bytes.name(bytes, from, plain);
    if (plain + 1 >= length) {
      return name;
    }
    String wide = RarName.unpacked(bytes, from, plain, from + length);
    named.name(name);
    if (Bytes.endDiffers(name, wide)) {
      members.remark(Members.Remark.AMBIGUOUS);
    }
    return wide;
  }

  /** Blocks: CRC 4, size, type, flags, sizes of extra area and data if flagged; numbers vary. */
  private void readNew() throws IOException {
    while (at + 6 <= bytes.length) {
      at += 4;
      long size = number();
      long end = at + size;
      long type = number();
      long flags = number();
      long extra = (flags & 1) != 0 ? number() : 0;
      long data = (flags & 2) != 0 ? number() : 0;
      if (type == 4) {
        members.remark(Members.Remark.ENCRYPTED);
        return;
      }
      long here = at; // A file moves it, and a damaged one anywhere.
      if (type == 2) {
        newFile(end, end - extra, data);
      }
      if (type == 5) {
        return;
      }
      if (end < here || data > bytes.length - end) {
        members.remark(Members.Remark.UNREADABLE);
        return;
      }
      at = end + data;
    }
  }

  private void newFile(long end, long extra, long data) throws IOException {
    long flags = number();
    number(); // unpacked size
    number(); // attributes
    at += ((flags & 2) != 0 ? 4 : 0) + ((flags & 4) != 0 ? 4 : 0);
    long compression = number();
    number(); // system
    long length = number();
    String name = Bytes.name(bytes, at, (int) Math.clamp(length, 0, Math.max(0, end - at)));
    boolean encrypted = isEncrypted(extra, end);
    boolean stored = (compression >> 7 & 7) == 0 && (flags & 1) == 0;
    named.member(new Member(name, encrypted, stored && !encrypted ? slice(end, data) : null));
  }

  /** Whether the extra area has a record of type 1. */
  private boolean isEncrypted(long from, long end) {
    at = from;
    while (at > 0 && at < Math.min(end, bytes.length)) {
      long size = number();
      long start = at;
      if (number() == 1) {
        return true;
      }
      if (size <= 0) {
        return false;
      }
      at = start + size;
    }
    return false;
  }

  private Member.@Nullable Content slice(long from, long length) {
    if (from < 0 || length <= 0 || from >= bytes.length) {
      return null;
    }
    int count = (int) Math.min(length, bytes.length - from);
    return () -> budget.metered(new ByteArrayInputStream(bytes, Math.toIntExact(from), count));
  }

  /** Seven bits a byte, the lowest first; at most nine bytes, so that it is never negative. */
  private long number() {
    long number = 0;
    for (int i = 0; i < 9; i++) {
      int b = Bytes.int8(bytes, at++);
      number |= (long) (b & 0x7F) << 7 * i;
      if ((b & 0x80) == 0) {
        break;
      }
    }
    return number;
  }
}
