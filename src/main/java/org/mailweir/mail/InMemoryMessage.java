package org.mailweir.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A message whose bytes fit in memory. */
public final class InMemoryMessage implements RawMessage {

  private final byte[] bytes;
  private final int length;
  private final int strayLineEnds;
  private final String sha256;

  /**
   * Takes over bytes that are canonical already.
   *
   * @param bytes not copied; the caller must not change them afterwards
   * @param length how many of the bytes belong to the message
   */
  public InMemoryMessage(byte[] bytes, int length, int strayLineEnds, String sha256) {
    this.bytes = bytes;
    this.length = length;
    this.strayLineEnds = strayLineEnds;
    this.sha256 = sha256;
  }

  /**
   * Makes a message of any bytes. In a file with Unix line ends a bare LF is how lines end, and not
   * counted as stray.
   */
  public static InMemoryMessage canonical(byte[] any) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(any.length + any.length / 32 + 2);
    boolean unix = hasUnixLineEnds(any);
    int stray = 0;
    for (int i = 0; i < any.length; i++) {
      byte b = any[i];
      boolean crlf = b == '\r' && i + 1 < any.length && any[i + 1] == '\n';
      if (crlf || b == '\n') {
        stray += crlf || unix ? 0 : 1;
        i += crlf ? 1 : 0;
        out.write('\r');
        out.write('\n');
      } else if (b == '\r') {
        stray++;
        out.write(' ');
      } else {
        out.write(b);
      }
    }
    if (any.length > 0 && any[any.length - 1] != '\n') {
      out.write('\r');
      out.write('\n');
    }
    byte[] canonical = out.toByteArray();
    return new InMemoryMessage(canonical, canonical.length, stray, sha256(canonical));
  }

  /** Whether the first line ends in a bare LF. */
  private static boolean hasUnixLineEnds(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i == 0 || bytes[i - 1] != '\r';
      }
    }
    return false;
  }

  public static InMemoryMessage of(String text) {
    return canonical(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public long size() {
    return length;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes, 0, length);
  }

  @Override
  public String sha256() {
    return sha256;
  }

  @Override
  public int strayLineEnds() {
    return strayLineEnds;
  }

  @Override
  public void close() {}
}
