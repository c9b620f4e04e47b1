package org.mailweir.check.attachments.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Little-endian numbers and names in bytes. What lies beyond the end reads as 0. */
final class Bytes {

  private static final Pattern NO_PLAIN_LETTER = Pattern.compile("[^A-Za-z0-9]");

  private Bytes() {}

  static int int8(byte[] bytes, long at) {
    return at >= 0 && at < bytes.length ? bytes[(int) at] & 0xFF : 0;
  }

  static int int16(byte[] bytes, long at) {
    return int8(bytes, at) | int8(bytes, at + 1) << 8;
  }

  static int int32(byte[] bytes, long at) {
    return int16(bytes, at) | int16(bytes, at + 2) << 16;
  }

  /** An unsigned number of 32 bits. */
  static long uint32(byte[] bytes, long at) {
    return int32(bytes, at) & 0xFFFF_FFFFL;
  }

  static boolean startsWith(byte[] bytes, int at, byte[] wanted) {
    if (at < 0 || at + wanted.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** Where a number of 32 bits stands first, from a place on and before another; -1 if nowhere. */
  static int indexOf(byte[] bytes, int number, int from, int to) {
    byte first = (byte) number;
    for (int i = Math.max(0, from); i + 4 <= Math.min(to, bytes.length); i++) {
      if (bytes[i] == first && int32(bytes, i) == number) {
        return i;
      }
    }
    return -1;
  }

  /** Where a character stands first, from a place on; -1 if nowhere. */
  static int indexOf(byte[] bytes, char wanted, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** A name: UTF-8 where it is that, and Latin 1 otherwise; cut where the bytes end. */
  static String name(byte[] bytes, long from, int length) {
    int start = (int) Math.clamp(from, 0, bytes.length);
    int count = Math.clamp(length, 0, bytes.length - start);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, count))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, start, count, StandardCharsets.ISO_8859_1);
    }
  }

  /**
   * Whether two names of a file end in another way, which makes it another kind of file. What is no
   * ASCII does not count: an old header keeps it in another encoding, or as a question mark.
   */
  static boolean endDiffers(String name, String other) {
    return !ending(name).equals(ending(other));
  }

  private static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? ""
        : NO_PLAIN_LETTER.matcher(name.substring(dot)).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
