package org.mailweir.receive;

import java.io.IOException;
import java.net.SocketTimeoutException;

/**
 * Reads the message after DATA (RFC 5321 4.1.1.4, 4.5.2).
 *
 * <p>Only CRLF.CRLF ends it. A dot after a bare LF or bare CR is a dot. Stray line ends are made
 * canonical on the way (see {@link org.mailweir.mail.RawMessage}), so that nothing behind this
 * class can smuggle them on.
 */
final class DataReader {

  private enum State {
    /** Right behind a CRLF, or at the very start. */
    LINE_START,
    /** Behind a dot at the start of a line. */
    DOT,
    /** Behind a dot and a CR at the start of a line. */
    DOT_CR,
    /** Behind a CR. */
    CR,
    IN_LINE
  }

  /**
   * Below that many bytes a second, averaged over a minute, the client is not worth waiting for.
   */
  private static final long MIN_RATE = 1024;

  private final CommandInput in;
  private final MessageSpool spool;
  private final byte[] out = new byte[8192];
  private int outLength;
  private int stray;

  DataReader(CommandInput in, MessageSpool spool) {
    this.in = in;
    this.spool = spool;
  }

  /**
   * Reads up to the final dot.
   *
   * @return how many stray line ends were replaced
   * @throws IOException when the client hung up, fell silent or dribbled: there is no message then
   */
  int readAll() throws IOException {
    long start = System.nanoTime();
    long received = 0;
    State state = State.LINE_START;
    while (true) {
      in.require();
      byte[] bytes = in.buffered();
      int limit = in.limit();
      int i = in.position();
      received += limit - i;
      requireRate(start, received);
      while (i < limit) {
        if (state == State.IN_LINE) {
          i = copyLine(bytes, i, limit);
          if (i == limit) {
            break;
          }
        }
        byte b = bytes[i++];
        if (state == State.DOT_CR && b == '\n') {
          in.consumedTo(i);
          flush();
          return stray;
        }
        state = step(state, b);
      }
      in.consumedTo(limit);
    }
  }

  /** Copies the plain bytes of a line; stops at a CR or LF. */
  private int copyLine(byte[] bytes, int from, int limit) {
    int i = from;
    while (i < limit && bytes[i] != '\r' && bytes[i] != '\n') {
      i++;
    }
    int count = i - from;
    if (count > out.length - outLength) {
      flush();
    }
    if (count > out.length) {
      spool.write(bytes, from, count);
    } else {
      System.arraycopy(bytes, from, out, outLength, count);
      outLength += count;
    }
    return i;
  }

  private State step(State state, byte b) {
    return switch (state) {
      case LINE_START -> b == '.' ? State.DOT : plain(b);
      // RFC 5321 4.5.2: the first dot of a line is not part of the message.
      case DOT -> b == '\r' ? State.DOT_CR : plain(b);
      case DOT_CR, CR -> afterCr(b);
      case IN_LINE -> plain(b);
    };
  }

  private State afterCr(byte b) {
    if (b == '\n') {
      put('\r');
      put('\n');
      return State.LINE_START;
    }
    stray++;
    put(' ');
    return plain(b);
  }

  private State plain(byte b) {
    if (b == '\r') {
      return State.CR;
    }
    if (b == '\n') {
      stray++;
      put('\r');
      put('\n');
      return State.IN_LINE;
    }
    put(b);
    return State.IN_LINE;
  }

  private void put(int b) {
    if (outLength == out.length) {
      flush();
    }
    out[outLength++] = (byte) b;
  }

  private void flush() {
    spool.write(out, 0, outLength);
    outLength = 0;
  }

  private static void requireRate(long start, long received) throws SocketTimeoutException {
    long seconds = (System.nanoTime() - start) / 1_000_000_000L;
    if (seconds >= 60 && received / seconds < MIN_RATE) {
      throw new SocketTimeoutException("client sends less than " + MIN_RATE + " bytes a second");
    }
  }
}
