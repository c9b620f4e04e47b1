package org.mailweir.learn.foreign;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Counts of tokens, by their keys. Immutable, 16 bytes for each token. */
final class ForeignTable {

  /** 16 MB; of larger tables the rarest tokens are left out. */
  static final int MOST = 1_000_000;

  private final long[] keys;
  private final int[] spam;
  private final int[] ham;

  private ForeignTable(int size) {
    keys = new long[size];
    spam = new int[size];
    ham = new int[size];
  }

  /** One token. */
  record Count(long key, int spam, int ham) {
    int all() {
      return Math.max(spam, ham);
    }
  }

  static ForeignTable of(Collection<Count> counts) {
    Count[] kept =
        counts.stream()
            .sorted(Comparator.comparingInt(Count::all).reversed().thenComparing(Count::key))
            .limit(MOST)
            .sorted(Comparator.comparingLong(Count::key))
            .toArray(Count[]::new);
    ForeignTable table = new ForeignTable(kept.length);
    for (int i = 0; i < kept.length; i++) {
      table.keys[i] = kept[i].key();
      table.spam[i] = kept[i].spam();
      table.ham[i] = kept[i].ham();
    }
    return table;
  }

  int size() {
    return keys.length;
  }

  /** Where a token is; negative when it is unknown. */
  int find(long key) {
    return Arrays.binarySearch(keys, key);
  }

  int spamAt(int index) {
    return spam[index];
  }

  int hamAt(int index) {
    return ham[index];
  }

  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      out.writeInt(keys.length);
      for (int i = 0; i < keys.length; i++) {
        out.writeByte((int) (keys[i] >>> 32));
        out.writeInt((int) keys[i]);
        out.writeInt(spam[i]);
        out.writeInt(ham[i]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  /** The opposite of {@link #encode()}; throws IOException when the bytes are damaged. */
  static ForeignTable decode(byte[] bytes) throws IOException {
    try (DataInputStream in =
        new DataInputStream(
            new java.io.BufferedInputStream(
                new InflaterInputStream(new ByteArrayInputStream(bytes))))) {
      int size = in.readInt();
      if (size < 0 || size > MOST) {
        throw new IOException("a table of " + size + " tokens");
      }
      ForeignTable table = new ForeignTable(size);
      for (int i = 0; i < size; i++) {
        table.keys[i] = (long) in.readUnsignedByte() << 32 | in.readInt() & 0xffffffffL;
        table.spam[i] = in.readInt();
        table.ham[i] = in.readInt();
      }
      return table;
    }
  }
}
