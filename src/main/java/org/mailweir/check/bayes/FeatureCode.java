package org.mailweir.check.bayes;

import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Features as bytes: a version, the distances between neighbours as numbers of seven bits a byte,
 * and a checksum. Distances of random hashes cannot be compressed any further.
 */
final class FeatureCode {

  private static final int VERSION = 1;
  private static final int CHECKSUM = 4;

  private byte[] bytes;
  private int at;

  private FeatureCode(byte[] bytes) {
    this.bytes = bytes;
  }

  static byte[] encode(long[] tokens, int[] grams) {
    FeatureCode out = new FeatureCode(new byte[1 + 6 + tokens.length * 8 + grams.length * 4 + 8]);
    out.bytes[out.at++] = VERSION;
    out.put(tokens.length);
    long before = 0;
    for (long token : tokens) {
      out.put(token - before);
      before = token;
    }
    out.put(grams.length);
    before = 0;
    for (int gram : grams) {
      out.put(gram - before);
      before = gram;
    }
    return out.sealed();
  }

  private void put(long number) {
    long rest = number;
    while (rest > 0x7f) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
  }

  private byte[] sealed() {
    int sum = checksum(bytes, at);
    byte[] all = Arrays.copyOf(bytes, at + CHECKSUM);
    for (int i = 0; i < CHECKSUM; i++) {
      all[at + i] = (byte) (sum >>> 8 * i);
    }
    return all;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  static Features decode(byte[] bytes) {
    int end = bytes.length - CHECKSUM;
    if (end < 1 || bytes[0] != VERSION) {
      throw new IllegalArgumentException("no features of a known version");
    }
    int sum = 0;
    for (int i = 0; i < CHECKSUM; i++) {
      sum |= (bytes[end + i] & 0xff) << 8 * i;
    }
    if (sum != checksum(bytes, end)) {
      throw new IllegalArgumentException("features with a wrong checksum");
    }
    try {
      return new FeatureCode(bytes).features(end);
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("features that end too early", e);
    }
  }

  private Features features(int end) {
    at = 1;
    long[] tokens = new long[count(Features.MAX_TOKENS)];
    long before = -1;
    for (int i = 0; i < tokens.length; i++) {
      before = next(before, i == 0, 1L << Features.TOKEN_BITS);
      tokens[i] = before;
      known(Features.place(before));
    }
    int[] grams = new int[count(Features.MAX_GRAMS)];
    before = -1;
    for (int i = 0; i < grams.length; i++) {
      before = next(before, i == 0, 1L << Features.CELL_BITS + Features.PLACE_BITS);
      grams[i] = (int) before;
      known(Features.place(grams[i]));
    }
    if (at != end) {
      throw new IllegalArgumentException("features with something behind them");
    }
    return Features.ofSorted(tokens, grams);
  }

  private static void known(int place) {
    if (place >= Place.COUNT) {
      throw new IllegalArgumentException("features of an unknown place");
    }
  }

  private int count(int most) {
    long count = get();
    if (count < 0 || count > most) {
      throw new IllegalArgumentException("more features than there can be");
    }
    return (int) count;
  }

  private long next(long before, boolean first, long bound) {
    long number = (first ? 0 : before) + get();
    if (number <= before || number >= bound) {
      throw new IllegalArgumentException("features out of order");
    }
    return number;
  }

  private long get() {
    long number = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      byte b = bytes[at++];
      number |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("a number without end");
  }
}
