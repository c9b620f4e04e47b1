package org.mailweir.parse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The message's bytes on their way to Mime4j: counts them, and makes a failure of the spool file
 * unchecked, so that it cannot be taken for a failure of Mime4j.
 */
final class SourceStream extends InputStream {

  private final InputStream in;
  private long count;

  /**
   * @param start the offset in the message of the first byte
   */
  SourceStream(InputStream in, long start) {
    this.in = in;
    this.count = start;
  }

  /** The offset in the message of the next byte. */
  long count() {
    return count;
  }

  @Override
  public int read() {
    try {
      int b = in.read();
      count += b < 0 ? 0 : 1;
      return b;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int read(byte[] bytes, int from, int length) {
    try {
      int n = in.read(bytes, from, length);
      count += Math.max(0, n);
      return n;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
