package org.mailweir.receive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.RawMessage;
import org.mailweir.safeio.SpoolFile;

/**
 * Collects a message's bytes: in memory up to a limit, in a file above it.
 *
 * <p>When the disk refuses, the spool goes on taking bytes and forgets them, so that the dialogue
 * stays in step; {@link #finish} then throws, and the client gets 452.
 */
final class MessageSpool implements AutoCloseable {

  private final int memoryLimit;
  private final Path folder;
  private final MessageDigest digest;
  private byte[] memory = new byte[16384];
  private int inMemory;
  private long size;
  private @Nullable SpoolFile file;
  private @Nullable IOException failure;

  MessageSpool(int memoryLimit, Path folder) {
    this.memoryLimit = memoryLimit;
    this.folder = folder;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  void write(byte[] bytes, int from, int count) {
    size += count;
    if (failure != null) {
      return;
    }
    digest.update(bytes, from, count);
    if (file == null && inMemory + count <= memoryLimit) {
      if (inMemory + count > memory.length) {
        memory = Arrays.copyOf(memory, Math.max(memory.length * 2, inMemory + count));
      }
      System.arraycopy(bytes, from, memory, inMemory, count);
      inMemory += count;
      return;
    }
    try {
      spool().write(bytes, from, count);
    } catch (IOException e) {
      failure = e;
    }
  }

  private SpoolFile spool() throws IOException {
    SpoolFile spool = file;
    if (spool == null) {
      spool = SpoolFile.create(folder);
      file = spool;
      spool.write(memory, 0, inMemory);
      memory = new byte[0];
    }
    return spool;
  }

  /**
   * The whole message; the spool must not be used afterwards.
   *
   * @throws IOException when the disk had refused some of it
   */
  RawMessage finish(int strayLineEnds) throws IOException {
    if (failure != null) {
      throw failure;
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    SpoolFile spool = file;
    file = null;
    return spool == null
        ? new InMemoryMessage(memory, inMemory, strayLineEnds, sha256)
        : new SpooledMessage(spool, size, strayLineEnds, sha256);
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }

  private record SpooledMessage(SpoolFile spool, long size, int strayLineEnds, String sha256)
      implements RawMessage {
    @Override
    public InputStream open() throws IOException {
      return spool.open();
    }

    @Override
    public void close() {
      spool.close();
    }
  }
}
