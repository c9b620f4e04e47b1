package org.mailweir.receive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.mailweir.receive.SmtpSocket.ReplyOutput;

/**
 * Reads what the client sends, strictly.
 *
 * <p>Command lines end at CRLF only, may be 8,192 bytes long, and are UTF-8. SubEtha is not shown
 * the line itself but a stand-in, one of our registered verbs, by which it finds the command; the
 * command then takes the real line from {@link #line()}. Message bytes are read through {@link
 * #buffered()} and {@link #next()}, past SubEtha.
 */
final class CommandInput extends InputStream {

  private static final int MAX_LINE = 8192;
  private static final int MAX_UNREADABLE = 1024 * 1024;

  private final InputStream network;
  private final SmtpSocket socket;
  private final ReplyOutput replies;
  private final byte[] buffer = new byte[8192];
  private int position;
  private int limit;

  private CommandLine line = CommandLine.UNREADABLE;
  private byte[] standIn = new byte[0];
  private int standInPosition;

  CommandInput(InputStream network, SmtpSocket socket, ReplyOutput replies) {
    this.network = network;
    this.socket = socket;
    this.replies = replies;
  }

  /** The command that SubEtha is executing. */
  CommandLine line() {
    return line;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int from, int count) throws IOException {
    if (standInPosition == standIn.length && !nextCommand()) {
      return -1;
    }
    int given = Math.min(count, standIn.length - standInPosition);
    System.arraycopy(standIn, standInPosition, to, from, given);
    standInPosition += given;
    return given;
  }

  @Override
  public int available() {
    return standIn.length - standInPosition;
  }

  private boolean nextCommand() throws IOException {
    byte[] bytes = new byte[128];
    int length = 0;
    int seen = 0;
    while (true) {
      int b = next();
      if (b < 0) {
        return false;
      }
      if (b == '\n' && length > 0 && bytes[length - 1] == '\r') {
        break;
      }
      if (++seen > MAX_UNREADABLE) {
        throw new IOException("command line without end");
      }
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(length * 2, MAX_LINE + 2));
      }
      if (length == bytes.length) {
        // Too long: keep only the last byte, to recognise the CRLF.
        bytes[length - 1] = (byte) b;
      } else {
        bytes[length++] = (byte) b;
      }
    }
    line = seen > MAX_LINE ? CommandLine.UNREADABLE : CommandLine.of(bytes, length - 1);
    standIn = (Verb.of(line).name() + "\r\n").getBytes(StandardCharsets.US_ASCII);
    standInPosition = 0;
    return true;
  }

  /** One byte from the client, or -1 when it closed. */
  int next() throws IOException {
    if (position == limit && !fill()) {
      return -1;
    }
    return buffer[position++] & 0xFF;
  }

  /** Makes sure that something is buffered; false when the client closed. */
  boolean fill() throws IOException {
    if (position < limit) {
      return true;
    }
    replies.send();
    int count = network.read(buffer, 0, buffer.length);
    if (count <= 0) {
      return false;
    }
    position = 0;
    limit = count;
    return true;
  }

  /** The buffer itself, for reading a message block-wise between {@link #position} and limit. */
  byte[] buffered() {
    return buffer;
  }

  int position() {
    return position;
  }

  int limit() {
    return limit;
  }

  void consumedTo(int newPosition) {
    position = newPosition;
  }

  /** Sends the collected replies now, without waiting for the next read. */
  void sendReplies() throws IOException {
    replies.send();
  }

  /**
   * Whether the client has hung up while we were at work. A client that waits for our reply, or has
   * sent its next command already, is still there. Costs at most a millisecond.
   */
  boolean clientGone() {
    if (position < limit) {
      return false;
    }
    try {
      int before = socket.getSoTimeout();
      socket.setSoTimeout(1);
      try {
        return !fill();
      } catch (SocketTimeoutException waiting) {
        return false;
      } finally {
        socket.setSoTimeout(before);
      }
    } catch (IOException e) {
      return true;
    }
  }

  /** The next byte of a message, where the end of the stream is an error. */
  void require() throws IOException {
    if (!fill()) {
      throw new EOFException("client hung up inside a message");
    }
  }
}
