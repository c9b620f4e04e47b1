package org.mailweir.learn.recent;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * One file of records, written from front to back: length, checksum, bytes. What a crash has cut
 * short is taken off when the file is opened again. Nothing is synced: what is lost, is
 * convenience.
 */
final class RecentFile {

  private static final int HEAD = 8;
  private static final int MOST = 4 << 20;

  private final Path path;
  private long length;

  RecentFile(Path path) {
    this.path = path;
  }

  /** Takes the records of a file. */
  interface Visitor {
    void record(long offset, byte[] bytes) throws IOException;
  }

  /** Reads all that is whole, and takes off the rest. */
  void load(Visitor visitor) throws IOException {
    length = 0;
    if (!Files.exists(path)) {
      return;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16))) {
      for (byte[] bytes = next(in); bytes != null; bytes = next(in)) {
        visitor.record(length, bytes);
        length += HEAD + bytes.length;
      }
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  private static byte @org.jspecify.annotations.Nullable [] next(DataInputStream in)
      throws IOException {
    try {
      int size = in.readInt();
      int sum = in.readInt();
      if (size < 0 || size > MOST) {
        return null;
      }
      byte[] bytes = in.readNBytes(size);
      return bytes.length == size && checksum(bytes) == sum ? bytes : null;
    } catch (EOFException end) {
      return null;
    }
  }

  /** Adds a record; answers where it stands. */
  long append(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(HEAD + bytes.length);
    buffer.putInt(bytes.length).putInt(checksum(bytes)).put(bytes).flip();
    long at = length;
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.position(at);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
    length = at + HEAD + bytes.length;
    return at;
  }

  /** The record at that place; IOException when it is not whole. */
  byte[] read(long offset) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      in.skipNBytes(offset);
      byte[] bytes = next(new DataInputStream(in));
      if (bytes == null) {
        throw new IOException(path + " is damaged at " + offset);
      }
      return bytes;
    }
  }

  long length() {
    return length;
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
