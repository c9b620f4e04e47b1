package org.mailweir.check.attachments.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.attachments.archive.Members.Remark;

/**
 * Zip archives in both readings (APPNOTE 4.3): by the directory at their end, as most programs
 * read, and by the headers before the members, as those do that read while they download. What only
 * one of them shows is a member like any other, and the archive is ambiguous.
 */
final class ZipReader {

  private static final int LOCAL = 0x04034B50;
  private static final int CENTRAL = 0x02014B50;
  private static final int END = 0x06054B50;
  private static final int LARGE_END = 0x06064B50; // 4.3.14, zip64
  private static final int LOCATOR = 0x07064B50; // 4.3.15
  private static final long IN_EXTRA = 0xFFFF_FFFFL; // the number stands in the extra field (4.5.3)
  private static final int MAX_COMMENT = 65_535;

  private final byte[] zip;
  private final Budget budget;
  private final Members members;
  private final List<Entry> listed = new ArrayList<>();
  private final List<Entry> unlisted = new ArrayList<>();

  ZipReader(byte[] zip, Budget budget, Members members) {
    this.zip = zip;
    this.budget = budget;
    this.members = members;
  }

  /**
   * A member as one of the two readings has it.
   *
   * @param header where its local header stands
   * @param start where its bytes begin
   */
  private record Entry(
      String name, int flags, int method, long packed, long size, long header, long start) {

    boolean isEncrypted() {
      return (flags & 1) != 0 || method == 99;
    }

    long end() {
      return start + packed;
    }

    /** Whether the sizes stand only behind the bytes (4.4.4, bit 3). */
    boolean sizesFollow() {
      return (flags & 8) != 0;
    }

    boolean differs(Entry central) {
      return !name.equals(central.name)
          || method != central.method
          || (!sizesFollow() && packed != IN_EXTRA && packed != central.packed);
    }
  }

  /** All names first: what is in one member must not hide the others, whatever it costs. */
  void read() throws IOException {
    int directory = directory();
    int to = directory < 0 ? zip.length : directory;
    try {
      if (directory >= 0) {
        central(directory);
      }
    } finally {
      overlaps(); // also of those that were seen until a limit
    }
    unlisted(to, directory >= 0);
    contents();
  }

  private void contents() throws IOException {
    for (Entry entry : listed) {
      budget.member();
      budget.declared(entry.size);
      members.member(member(entry));
      if (Bytes.int32(zip, entry.header) == LOCAL && local(entry.header).differs(entry)) {
        members.member(member(local(entry.header)));
      }
    }
    for (Entry entry : unlisted) {
      budget.member();
      members.member(member(entry));
    }
  }

  /** Where the directory begins, by the record at the end; -1 without one. */
  private int directory() {
    int lowest = Math.max(0, zip.length - 22 - MAX_COMMENT);
    for (int at = zip.length - 22; at >= lowest; at--) {
      if (Bytes.int32(zip, at) == END) {
        long found = directoryBefore(at, Bytes.uint32(zip, at + 12), Bytes.uint32(zip, at + 16));
        long large = Bytes.int32(zip, at - 20) == LOCATOR ? Bytes.uint32(zip, at - 12) : -1;
        if (found < 0 && Bytes.int32(zip, large) == LARGE_END) {
          long size = Bytes.uint32(zip, large + 40);
          found = directoryBefore((int) large, size, Bytes.uint32(zip, large + 48));
        }
        if (found >= 0) {
          return (int) found;
        }
      }
    }
    return -1;
  }

  private long directoryBefore(int end, long size, long named) {
    if (isDirectory(end - size, end)) {
      return end - size;
    }
    return isDirectory(named, end) ? named : -1;
  }

  /** Whether a file that begins otherwise ends as a zip archive does. */
  static boolean isAtEndOf(byte[] bytes) {
    int lowest = Math.max(0, bytes.length - 22 - MAX_COMMENT);
    for (int at = bytes.length - 22; at >= lowest; at--) {
      if (bytes[at] == 'P' && Bytes.int32(bytes, at) == END) {
        long size = Bytes.uint32(bytes, at + 12);
        return size > 0 && Bytes.int32(bytes, at - size) == CENTRAL;
      }
    }
    return false;
  }

  private boolean isDirectory(long at, int end) {
    return at >= 0 && (at == end || (at < end && Bytes.int32(zip, at) == CENTRAL));
  }

  private void central(int directory) throws IOException {
    long named = endOffset(directory);
    long shift = named < 0 ? 0 : directory - named; // a program that unpacks itself stands before
    int at = directory;
    while (at + 46 <= zip.length && Bytes.int32(zip, at) == CENTRAL) {
      int nameLength = Bytes.int16(zip, at + 28);
      int extraLength = Bytes.int16(zip, at + 30);
      Entry entry = centralEntry(at, nameLength, shift);
      listed.add(entry);
      name(entry, at + 46 + nameLength, extraLength);
      both(entry);
      at += 46 + nameLength + extraLength + Bytes.int16(zip, at + 32);
    }
  }

  /** A record of the directory, with numbers of zip64 in its extra field. */
  private Entry centralEntry(int at, int nameLength, long shift) {
    long size = Bytes.uint32(zip, at + 24);
    long packed = Bytes.uint32(zip, at + 20);
    long header = Bytes.uint32(zip, at + 42);
    long extra = ZipExtra.numbers(zip, at + 46 + nameLength, Bytes.int16(zip, at + 30));
    if (size == IN_EXTRA && extra >= 0) {
      size = Bytes.uint32(zip, extra);
      extra += 8;
    }
    if (packed == IN_EXTRA && extra >= 0) {
      packed = Bytes.uint32(zip, extra);
      extra += 8;
    }
    if (header == IN_EXTRA && extra >= 0) {
      header = Bytes.uint32(zip, extra);
    }
    header += shift;
    String name = Bytes.name(zip, at + 46, nameLength);
    int method = Bytes.int16(zip, at + 10);
    return new Entry(name, Bytes.int16(zip, at + 8), method, packed, size, header, start(header));
  }

  private long start(long header) {
    return header + 30 + Bytes.int16(zip, header + 26) + Bytes.int16(zip, header + 28);
  }

  /** Where the archive says that its directory begins. */
  private long endOffset(int directory) {
    int end = Bytes.indexOf(zip, END, directory, zip.length);
    long offset = end < 0 ? -1 : Bytes.uint32(zip, end + 16);
    return offset == 0xFFFF_FFFFL ? -1 : offset;
  }

  private Entry local(long header) {
    return new Entry(
        Bytes.name(zip, header + 30, Bytes.int16(zip, header + 26)),
        Bytes.int16(zip, header + 6),
        Bytes.int16(zip, header + 8),
        Bytes.uint32(zip, header + 18),
        Bytes.uint32(zip, header + 22),
        header,
        start(header));
  }

  /** The local header of a member of the directory, where it says something else. */
  private void both(Entry central) throws IOException {
    if (Bytes.int32(zip, central.header) != LOCAL) {
      members.remark(Remark.UNREADABLE);
      return;
    }
    Entry local = local(central.header);
    if (local.differs(central)) {
      members.remark(Remark.AMBIGUOUS);
    }
    name(local);
  }

  private void name(Entry local) throws IOException {
    int extraLength = Bytes.int16(zip, local.header + 28);
    name(local, local.start - extraLength, extraLength);
  }

  /** The name of a member, and those of its extra field, which some programs take instead. */
  private void name(Entry entry, long extra, int extraLength) throws IOException {
    budget.name();
    members.member(Member.named(entry.name));
    for (String path : ZipExtra.unicodePaths(zip, extra, extraLength)) {
      members.member(Member.named(path));
      if (Bytes.endDiffers(entry.name, path)) {
        members.remark(Remark.AMBIGUOUS);
      }
    }
  }

  private void overlaps() {
    List<Entry> seen = inOrder();
    for (int i = 1; i < seen.size(); i++) {
      if (seen.get(i).header < seen.get(i - 1).end()) {
        members.remark(Remark.OVERLAPPING);
        return;
      }
    }
  }

  private List<Entry> inOrder() {
    return listed.stream().sorted(Comparator.comparingLong(Entry::header)).toList();
  }

  /** Members that stand between, before and behind those of the directory. */
  private void unlisted(int to, boolean hasDirectory) throws IOException {
    int from = 0;
    for (Entry entry : inOrder()) {
      between(from, (int) Math.clamp(entry.header, 0, to), hasDirectory);
      from = (int) Math.clamp(entry.end(), from, to);
    }
    between(from, to, hasDirectory);
  }

  private void between(int from, int to, boolean hasDirectory) throws IOException {
    int at = Bytes.indexOf(zip, LOCAL, from, to);
    while (at >= 0) {
      Entry entry = local(at);
      name(entry);
      if (hasDirectory) {
        members.remark(Remark.AMBIGUOUS);
      }
      boolean endKnown = !entry.sizesFollow() && entry.end() <= to;
      unlisted.add(endKnown ? entry : withRest(entry, to));
      at = Bytes.indexOf(zip, LOCAL, (int) Math.min(to, endKnown ? entry.end() : entry.start), to);
    }
    if (!hasDirectory) {
      members.remark(Remark.UNREADABLE);
    }
  }

  /** A member whose length is unknown: its compression tells where it ends. */
  private static Entry withRest(Entry entry, int to) {
    long rest = Math.max(0, to - entry.start);
    return new Entry(
        entry.name, entry.flags, entry.method, rest, entry.size, entry.header, entry.start);
  }

  private Member member(Entry entry) {
    boolean folder = entry.name.endsWith("/");
    boolean closed = entry.isEncrypted() || folder || entry.packed == 0;
    return new Member(entry.name, entry.isEncrypted(), closed ? null : content(entry));
  }

  private Member.@Nullable Content content(Entry entry) {
    if (entry.start < 0 || entry.start >= zip.length) {
      return null;
    }
    int from = (int) entry.start;
    int length = (int) Math.min(entry.packed, zip.length - entry.start);
    return switch (entry.method) {
      case 0, 8, 9, 12 -> () -> budget.metered(unpacked(entry.method, from, length));
      default -> unknownMethod();
    };
  }

  private Member.@Nullable Content unknownMethod() {
    members.remark(Remark.UNREADABLE);
    return null;
  }

  private InputStream unpacked(int method, int from, int length) throws IOException {
    InputStream packed = new ByteArrayInputStream(zip, from, length);
    return switch (method) {
      case 8 -> new Inflating(packed);
      case 9 -> new Deflate64CompressorInputStream(packed);
      case 12 -> new BZip2CompressorInputStream(packed);
      default -> packed;
    };
  }

  /** Raw deflate whose native memory is freed with the stream. */
  private static final class Inflating extends InflaterInputStream {
    Inflating(InputStream packed) {
      super(packed, new Inflater(true), 4096);
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }
}
