package org.mailweir.peer;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.mailweir.concurrent.Deadline;

/**
 * A connection to a server, by TCP or Unix socket. Everything read from it is bounded by whoever
 * reads; a whole exchange is bounded in time by one deadline.
 */
public final class ServerConnection implements AutoCloseable {

  private final SocketChannel channel;
  private final InputStream in;
  private final OutputStream out;
  private volatile boolean late;
  private boolean usedBefore;
  private boolean spent;

  private ServerConnection(SocketChannel channel) {
    this.channel = channel;
    this.in = new BufferedInputStream(new FromChannel(), 8192);
    this.out = new BufferedOutputStream(new ToChannel(), 65_536);
  }

  static ServerConnection open(ServerAddress address, Deadline deadline) throws IOException {
    SocketChannel channel =
        address.isLocalSocket()
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    ServerConnection connection = new ServerConnection(channel);
    try (Alarm alarm = Alarm.at(deadline, connection)) {
      channel.connect(address.toSocketAddress());
      if (!address.isLocalSocket()) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
      return connection;
    } catch (IOException e) {
      connection.close();
      throw connection.inTime(e);
    }
  }

  /** Everything that is written; nothing leaves before {@link #flush}. */
  public OutputStream output() {
    return out;
  }

  public void flush() throws IOException {
    out.flush();
  }

  /**
   * Reads up to a byte that ends a reply.
   *
   * @return without the end, one char for each byte
   * @throws ProtocolException when it does not come within so many bytes
   */
  public String until(char end, int most) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream(128);
    for (int b = in.read(); b != end; b = in.read()) {
      if (b < 0) {
        throw new EOFException("connection closed");
      }
      if (text.size() == most) {
        throw new ProtocolException("nonsense");
      }
      text.write(b);
    }
    return text.toString(StandardCharsets.ISO_8859_1);
  }

  /** Reads a line without its end, CRLF or LF. */
  public String line(int most) throws IOException {
    String line = until('\n', most);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** What comes, for readers that bound it themselves. */
  public InputStream input() {
    return in;
  }

  /** Says that nothing more can be asked over this connection. */
  public void spend() {
    spent = true;
  }

  /** Whether somebody asked over it before. */
  boolean wasUsed() {
    return usedBefore;
  }

  /** Whether it can be used again: the server has neither closed it nor said anything more. */
  boolean isQuiet() {
    if (spent || late || !channel.isOpen()) {
      return false;
    }
    try {
      if (in.available() > 0) {
        return false;
      }
      channel.configureBlocking(false);
      int n = channel.read(ByteBuffer.allocate(1));
      channel.configureBlocking(true);
      return n == 0;
    } catch (IOException e) {
      return false;
    }
  }

  void used() {
    usedBefore = true;
  }

  void tooLate() {
    late = true;
    close();
  }

  /** A failure that the deadline has caused is a time-out. */
  IOException inTime(IOException failure) {
    return late && !(failure instanceof ClosedByInterruptException)
        ? new SocketTimeoutException("timeout")
        : failure;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  private final class FromChannel extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int from, int count) throws IOException {
      try {
        return channel.read(ByteBuffer.wrap(to, from, count));
      } catch (ClosedChannelException e) {
        throw inTime(e);
      }
    }
  }

  private final class ToChannel extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      ByteBuffer rest = ByteBuffer.wrap(bytes, from, count);
      try {
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      } catch (ClosedChannelException e) {
        throw inTime(e);
      }
    }
  }
}
