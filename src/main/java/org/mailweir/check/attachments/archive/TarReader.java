package org.mailweir.check.attachments.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tape archives: ustar, GNU's and pax's long names (POSIX.1-2008, pax). Our own, since a long name
 * may be as long as an archive wants it to be, and a library keeps all of it.
 */
final class TarReader {

  private static final int BLOCK = 512;
  private static final int MAX_NAME = 65_536;
  private static final Pattern PAX_PATH = Pattern.compile("(?:^|\\n)\\d{1,9} path=([^\\n]*)\\n");

  private final InputStream in;
  private final Budget budget;
  private final Members members;
  private @Nullable String longName;

  TarReader(InputStream in, Budget budget, Members members) {
    this.in = budget.metered(in);
    this.budget = budget;
    this.members = members;
  }

  /** Whether a file begins with the header of a member: its checksum is right. */
  static boolean isHeader(byte[] head) {
    if (head.length < BLOCK || head[0] == 0) {
      return false;
    }
    int sum = 8 * ' ';
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? 0 : head[i] & 0xFF;
    }
    return sum == octal(head, 148, 8);
  }

  void read() throws IOException {
    while (true) {
      byte[] header = in.readNBytes(BLOCK);
      if (header.length < BLOCK || !isHeader(header)) {
        return;
      }
      long size = Math.max(0, size(header));
      InputStream body = new Bounded(in, size);
      switch (header[156]) {
        case 'L' -> longName = name(body.readNBytes(MAX_NAME));
        case 'x' -> paxHeader(body.readNBytes(MAX_NAME));
        case 'g', 'K' -> {} // Global header, long link: no name of a file.
        default -> member(header, body);
      }
      body.skip(Long.MAX_VALUE);
      in.skip((BLOCK - size % BLOCK) % BLOCK);
    }
  }

  private void member(byte[] header, InputStream body) throws IOException {
    budget.member();
    String name = longName == null ? ownName(header) : longName;
    longName = null;
    boolean folder = header[156] == '5' || name.endsWith("/");
    members.member(new Member(name, false, folder ? null : () -> body));
  }

  private void paxHeader(byte[] header) {
    Matcher m = PAX_PATH.matcher(Bytes.name(header, 0, header.length));
    if (m.find()) {
      longName = m.group(1);
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
