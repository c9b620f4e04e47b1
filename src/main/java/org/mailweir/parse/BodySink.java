package org.mailweir.parse;

import java.util.Arrays;

/** Takes decoded bytes, keeps the first ones, and counts them all. */
final class BodySink {

  private static final byte[] EMPTY = new byte[0];

  private final int max;
  private byte[] kept = EMPTY;
  private int size;
  private long total;

  BodySink(int max) {
    this.max = Math.max(0, max);
  }

  void write(int b) {
    total++;
    if (size < max) {
      grow(1);
      kept[size++] = (byte) b;
    }
  }

  void write(byte[] from, int start, int length) {
    total += length;
    int n = Math.min(length, max - size);
    if (n > 0) {
      grow(n);
      System.arraycopy(from, start, kept, size, n);
      size += n;
    }
  }

  /** Takes back the last {@code n} bytes, which must have been kept or not kept together. */
  void unwrite(int n) {
    if (total == size) {
      size -= n;
    }
    total -= n;
  }

  private void grow(int n) {
    if (size + n > kept.length) {
      kept = Arrays.copyOf(kept, (int) Math.min(max, Math.max(256, (size + n) * 2L)));
    }
  }

  byte[] bytes() {
    return kept.length == size ? kept : Arrays.copyOf(kept, size);
  }

  long total() {
    return total;
  }

  boolean isCut() {
    return total > size;
  }
}
