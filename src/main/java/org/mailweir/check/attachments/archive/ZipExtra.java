package org.mailweir.check.attachments.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The extra fields of a zip header (APPNOTE 4.5): records of an id, a length, and data. */
final class ZipExtra {

  private static final int ZIP64 = 0x0001; // 4.5.3
  private static final int UNICODE_PATH = 0x7075; // 4.6.9
  private static final int MAX_PATHS = 10;

  private ZipExtra() {}

  /** Where the numbers of zip64 begin; -1 when there are none. */
  static long numbers(byte[] zip, long from, int length) {
    long at = find(zip, ZIP64, from, from + length);
    return at < 0 ? -1 : at + 4;
  }

  /** The names that are to replace the one in the header: version 1, CRC 4, and UTF-8. */
  static List<String> unicodePaths(byte[] zip, long from, int length) {
    List<String> paths = new ArrayList<>();
    long end = Math.min(from + length, zip.length);
    long at = find(zip, UNICODE_PATH, from, end);
    while (at >= 0 && paths.size() < MAX_PATHS) {
      long next = at + 4 + Bytes.int16(zip, at + 2);
      int count = (int) Math.clamp(Math.min(next, end) - at - 9, 0, 0xFFFF);
      if (count > 0) {
        paths.add(new String(zip, (int) at + 9, count, StandardCharsets.UTF_8));
      }
      at = find(zip, UNICODE_PATH, next, end);
    }
    return paths;
  }

  private static long find(byte[] zip, int id, long from, long to) {
    for (long at = from; at + 4 <= to; at += 4 + Bytes.int16(zip, at + 2)) {
      if (Bytes.int16(zip, at) == id) {
        return at;
      }
    }
    return -1;
  }
}
