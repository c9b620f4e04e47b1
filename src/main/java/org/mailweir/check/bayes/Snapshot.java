package org.mailweir.check.bayes;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/** A model as bytes: what it is, a version, the numbers, and a checksum over all of it. */
final class Snapshot {

  private static final long MAGIC = 0x4d61696c77656972L; // "Mailweir"
  private static final int VERSION = 1;
  private static final int BUFFER = 1 << 16;

  /** More than the largest model has. */
  private static final int MOST = 1 << 30;

  private Snapshot() {}

  /** Writes numbers. */
  interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  /** Reads what a writer wrote. */
  interface Reader {
    void read(DataInputStream in) throws IOException;
  }

  static void write(OutputStream out, Writer writer) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32C());
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(checked, BUFFER));
    data.writeLong(MAGIC);
    data.writeInt(VERSION);
    writer.write(data);
    data.flush();
    data.writeLong(checked.getChecksum().getValue());
    data.flush();
  }

  /**
   * Compares the checksum, and only then has the numbers read.
   *
   * @throws IOException when it is no snapshot, of another version, damaged or cut
   */
  static void read(InputStream in, Reader reader) throws IOException {
    byte[] bytes = in.readNBytes(MOST);
    int end = bytes.length - Long.BYTES;
    if (end < Long.BYTES + Integer.BYTES) {
      throw new IOException("a snapshot of a model that ends too early");
    }
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, end);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (buffer.getLong(end) != sum.getValue()) {
      throw new IOException("a snapshot of a model with a wrong checksum");
    }
    if (buffer.getLong(0) != MAGIC || buffer.getInt(Long.BYTES) != VERSION) {
      throw new IOException("no snapshot of a model of a known version");
    }
    DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes, 0, end));
    data.skipNBytes(Long.BYTES + Integer.BYTES);
    try {
      reader.read(data);
    } catch (EOFException e) {
      throw new IOException("a snapshot of a model that ends too early", e);
    }
    if (data.read() >= 0) {
      throw new IOException("a snapshot of a model with something behind it");
    }
  }
}
