package org.mailweir.check.attachments.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.mailweir.check.attachments.archive.Members.Remark;

/**
 * Tape archives: ustar, GNU's and pax's long names (POSIX.1-2008, pax). Our own, since a long name
 * may be as long as an archive wants it to be, and a library keeps all of it.
 */
final class TarReader {

  private static final int BLOCK = 512;
  private static final int MAX_NAME = 65_536;
  private static final int MAX_LONG_NAMES = 100;
  private static final Pattern LENGTH = Pattern.compile("[1-9]\\d{0,5}");

  private final InputStream in;
  private final Members members;
  private final NamedToTheEnd named;
  private final List<String> longNames = new ArrayList<>();

  TarReader(InputStream in, Budget budget, Members members) {
    this.in = budget.metered(in);
    this.members = members;
    this.named = new NamedToTheEnd(budget, members);
  }

  /** Whether a block is the header of a member: its checksum is right. */
  static boolean isHeader(byte[] head) {
    if (head.length < BLOCK) {
      return false;
    }
    int sum = 8 * ' ';
    int signed = sum; // Some old programs took bytes to be signed, and GNU's reads both.
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? 0 : head[i] & 0xFF;
      signed += i >= 148 && i < 156 ? 0 : head[i];
    }
    long said = octal(head, 148, 8);
    return said == sum || said == signed;
  }

  /** Reads until a block of zeros; what is neither that nor a header is stepped over. */
  void read() throws IOException {
    byte[] block = in.readNBytes(BLOCK);
    while (block.length == BLOCK && !isZero(block)) {
      if (isHeader(block)) {
        entry(block);
      } else {
        members.remark(Remark.UNREADABLE);
      }
      block = in.readNBytes(BLOCK);
    }
    named.end();
  }

  private static boolean isZero(byte[] block) {
    return Arrays.equals(block, new byte[BLOCK]);
  }

  private void entry(byte[] header) throws IOException {
    boolean bodiless = header[156] >= '1' && header[156] <= '6'; // links, devices, folders
    long size = bodiless ? 0 : Math.max(0, size(header));
    InputStream body = new Bounded(in, size);
    switch (header[156]) {
      case 'L' -> longName(name(body.readNBytes(MAX_NAME)));
      case 'x', 'g', 'X' -> paxHeader(body.readNBytes(MAX_NAME), size);
      case 'K' -> {} // Long link: no name of a file.
      default -> member(header, body);
    }
    body.skip(Long.MAX_VALUE);
    in.skip((BLOCK - size % BLOCK) % BLOCK);
  }

  /** The last of several names counts, as it does for GNU's program; the others are only named. */
  private void member(byte[] header, InputStream body) throws IOException {
    String name = longNames.isEmpty() ? ownName(header) : longNames.removeLast();
    for (String other : longNames) {
      named.name(other);
    }
    longNames.clear();
    boolean folder = header[156] == '5' || name.endsWith("/");
    named.member(new Member(name, false, folder ? null : () -> body));
  }

  /** Records of a length, which counts all of the record, a blank, a key, =, a value, a newline. */
  private void paxHeader(byte[] header, long size) {
    int at = 0;
    while (at < header.length) {
      int blank = Bytes.indexOf(header, ' ', at);
      String digits = Bytes.name(header, at, Math.max(0, blank - at));
      int end = LENGTH.matcher(digits).matches() ? at + Integer.parseInt(digits) : 0;
      if (end <= blank + 1 || end > header.length) {
        members.remark(Remark.UNREADABLE);
        return;
      }
      paxRecord(Bytes.name(header, blank + 1, end - blank - 2));
      at = end;
    }
    if (size > header.length) {
      members.remark(Remark.UNREADABLE);
    }
  }

  private void paxRecord(String record) {
    for (String key : List.of("path=", "GNU.sparse.name=")) {
      if (record.startsWith(key)) {
        longName(record.substring(key.length()));
      }
    }
  }

  private void longName(String name) {
    longNames.add(name);
    if (longNames.size() > MAX_LONG_NAMES) {
      longNames.removeFirst();
      members.remark(Remark.UNREADABLE);
    }
  }

  private static String ownName(byte[] header) {
    boolean ustar = Bytes.startsWith(header, 257, "ustar".getBytes(StandardCharsets.US_ASCII));
    String prefix = ustar && header[345] != 0 ? field(header, 345, 155) + "/" : "";
    return prefix + field(header, 0, 100);
  }

  private static String field(byte[] header, int from, int length) {
    int end = 0;
    while (end < length && header[from + end] != 0) {
      end++;
    }
    return Bytes.name(header, from, end);
  }

  private static String name(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return Bytes.name(bytes, 0, end);
  }

  /** Octal digits, or a binary number when the first bit is set (GNU). */
  private static long size(byte[] header) {
    if ((header[124] & 0x80) == 0) {
      return octal(header, 124, 12);
    }
    long size = 0;
    for (int i = 128; i < 136; i++) {
      size = size << 8 | header[i] & 0xFF;
    }
    return size;
  }

  private static long octal(byte[] header, int from, int length) {
    long number = 0;
    for (int i = from; i < from + length; i++) {
      if (header[i] >= '0' && header[i] <= '7') {
        number = number << 3 | header[i] - '0';
      } else if (header[i] != ' ') {
        break;
      }
    }
    return number;
  }

  /** The first bytes of a stream, that must not be closed with them. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private long left;

    Bounded(InputStream in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int from, int count) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int n = in.read(to, from, (int) Math.min(count, left));
      left = n < 0 ? 0 : left - n;
      return n;
    }

    @Override
    public long skip(long count) throws IOException {
      long n = in.skip(Math.min(count, left));
      left -= n;
      return n;
    }
  }
}
