package org.mailweir.check.bayes;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/** A model as bytes: what it is, a version, the numbers, and a checksum over all of it. */
final class Snapshot {

  private static final long MAGIC = 0x4d61696c77656972L; // "Mailweir"
  private static final int VERSION = 1;
  private static final int BUFFER = 1 << 16;

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
   * Reads and compares the checksum.
   *
   * @throws IOException when it is no snapshot, of another version, damaged or cut; what the reader
   *     has taken up until then is worth nothing
   */
  static void read(InputStream in, Reader reader) throws IOException {
    CheckedInputStream checked =
        new CheckedInputStream(new BufferedInputStream(in, BUFFER), new CRC32C());
    DataInputStream data = new DataInputStream(checked);
    try {
      if (data.readLong() != MAGIC || data.readInt() != VERSION) {
        throw new IOException("no snapshot of a model of a known version");
      }
      reader.read(data);
      long sum = checked.getChecksum().getValue();
      if (data.readLong() != sum) {
        throw new IOException("a snapshot of a model with a wrong checksum");
      }
    } catch (EOFException e) {
      throw new IOException("a snapshot of a model that ends too early", e);
    }
  }
}
