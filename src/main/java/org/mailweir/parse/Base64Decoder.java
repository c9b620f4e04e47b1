package org.mailweir.parse;

import java.util.Arrays;

/**
 * Base64 (RFC 2045 6.8) as mail readers take it: foreign characters are skipped, padding in the
 * middle starts a new group, missing padding at the end is no loss, and the URL alphabet counts
 * too.
 */
final class Base64Decoder implements TransferDecoder {

  private static final byte SKIP = -1;
  private static final byte FOREIGN = -2;
  private static final byte PAD = -3;
  private static final byte[] VALUE = values();

  private final BodySink sink;
  private final boolean ignorePadding;
  private final byte[] out = new byte[3072];
  private int outSize;
  private int group;
  private int inGroup;
  private boolean padded;
  private boolean middlePadding;
  private boolean broken;

  Base64Decoder(BodySink sink) {
    this(sink, false);
  }

  /**
   * @param ignorePadding the other reading: {@code =} inside is a foreign character like any other
   */
  Base64Decoder(BodySink sink, boolean ignorePadding) {
    this.sink = sink;
    this.ignorePadding = ignorePadding;
  }

  private static byte[] values() {
    byte[] values = new byte[256];
    Arrays.fill(values, FOREIGN);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < 64; i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
    values['-'] = 62;
    values['_'] = 63;
    values['='] = PAD;
    for (char c : new char[] {'\r', '\n', ' ', '\t'}) {
      values[c] = SKIP;
    }
    return values;
  }

  @Override
  public void feed(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte value = VALUE[bytes[i] & 0xFF];
      if (value >= 0) {
        digit(value);
      } else if (value != SKIP) {
        other(value);
      }
    }
  }

  private void digit(byte value) {
    if (padded) {
      // Data goes on behind the padding: the strict reader stopped there, the lenient one reads on.
      broken = true;
      middlePadding = true;
      padded = false;
    }
    group = group << 6 | value;
    if (++inGroup == 4) {
      emit(3, group);
      reset();
    }
  }

  private void other(byte value) {
    if (value == FOREIGN) {
      broken = true;
    } else if (!ignorePadding) {
      flush();
      padded = true;
    }
  }

  /** Writes the whole bytes of an unfinished group. */
  private void flush() {
    if (inGroup >= 2) {
      emit(inGroup - 1, group << (6 * (4 - inGroup)));
    }
    reset();
  }

  private void emit(int count, int bits) {
    if (outSize + 3 > out.length) {
      drain();
    }
    for (int i = 0; i < count; i++) {
      out[outSize++] = (byte) (bits >> (16 - 8 * i));
    }
  }

  private void reset() {
    group = 0;
    inGroup = 0;
  }

  private void drain() {
    sink.write(out, 0, outSize);
    outSize = 0;
  }

  @Override
  public void finish() {
    if (inGroup != 0) {
      broken = true;
    }
    flush();
    drain();
  }

  @Override
  public boolean broken() {
    return broken;
  }

  /** Whether data came behind padding, so that readers differ. */
  boolean sawMiddlePadding() {
    return middlePadding;
  }
}
