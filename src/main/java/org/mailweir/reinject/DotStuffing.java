package org.mailweir.reinject;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Doubles a dot at the start of a line (RFC 5321 4.5.2) and lets no bare CR or LF through.
 *
 * <p>What comes here is canonical already. Should it ever not be, a bare LF becomes CRLF and a bare
 * CR a space, since 10025 may take {@code LF.LF} from us for the end of a message.
 */
final class DotStuffing extends OutputStream {

  private final OutputStream out;
  private boolean lineStart = true;
  private boolean cr;
  private boolean broken;

  DotStuffing(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    int end = from + count;
    int i = from;
    while (i < end) {
      if (!cr && !lineStart) {
        int run = i;
        while (i < end && bytes[i] != '\n' && bytes[i] != '\r') {
          i++;
        }
        put(bytes, run, i - run);
      }
      if (i < end) {
        special(bytes[i++]);
      }
    }
  }

  /** Writes a byte that is, or follows, a line end. */
  private void special(byte b) throws IOException {
    if (b == '\n') {
      put('\r');
      put('\n');
      cr = false;
      lineStart = true;
      return;
    }
    if (cr) {
      put(' ');
      cr = false;
      lineStart = false;
    }
    if (b == '\r') {
      cr = true;
      return;
    }
    if (lineStart && b == '.') {
      put('.');
    }
    lineStart = false;
    put(b);
  }

  /** Makes sure that the last line has its line end. */
  void endLine() throws IOException {
    if (cr || !lineStart) {
      special((byte) '\n');
    }
  }

  /** Whether writing failed, as opposed to whatever produces the message. */
  boolean isBroken() {
    return broken;
  }

  private void put(int b) throws IOException {
    try {
      out.write(b);
    } catch (IOException e) {
      broken = true;
      throw e;
    }
  }

  private void put(byte[] bytes, int from, int count) throws IOException {
    try {
      out.write(bytes, from, count);
    } catch (IOException e) {
      broken = true;
      throw e;
    }
  }
}
