package org.mailweir.net;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A TCP connection of a protocol that talks in lines. Lines are bounded, writes are collected until
 * {@link #flush()}, and TCP_NODELAY is on, since a request and its answer must not wait for each
 * other's acknowledgement.
 */
public final class LineConnection implements AutoCloseable {

  private static final int MAX_LINE = 4096;
  private static final int PIECE = 16384;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final long stallNanos;
  private volatile long writingSince;

  private LineConnection(Socket socket, Duration stall) throws IOException {
    this.socket = socket;
    this.stallNanos = stall.toNanos();
    this.in = new BufferedInputStream(socket.getInputStream(), 8192);
    this.out = new BufferedOutputStream(new Watched(socket.getOutputStream()), 65536);
  }

  /**
   * Connects; throws IOException when nobody answers in time.
   *
   * @param timeout for connecting, for reads until {@link #readTimeout} says otherwise, and for a
   *     write of which the peer reads nothing
   */
  public static LineConnection to(Endpoint endpoint, Duration timeout) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(endpoint.toSocketAddress(), millis(timeout));
      socket.setSoTimeout(millis(timeout));
      LineConnection connection = new LineConnection(socket, timeout);
      StalledWrites.watch(connection);
      return connection;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** How long a read may wait from now on. */
  public void readTimeout(Duration timeout) throws IOException {
    socket.setSoTimeout(millis(timeout));
  }

  private static int millis(Duration timeout) {
    return (int) Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
  }

  /**
   * Writes one line and CRLF, as UTF-8.
   *
   * @throws IllegalArgumentException when the line holds CR, LF or NUL: then nothing is written
   */
  public void writeLine(String line) throws IOException {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\r' || c == '\n' || c == 0) {
        throw new IllegalArgumentException("a command holds no CR, LF or NUL");
      }
    }
    out.write(Octets.bytes(line));
    out.write('\r');
    out.write('\n');
  }

  /** For bulk data; the caller answers for its line ends. */
  public OutputStream output() {
    return out;
  }

  public void flush() throws IOException {
    out.flush();
  }

  /**
   * Reads one line without its line end; what lies behind 4,096 bytes of it is dropped.
   *
   * @throws EOFException when the peer closed
   */
  public String readLine() throws IOException {
    byte[] line = new byte[128];
    int length = 0;
    int seen = 0;
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("connection closed by peer");
      }
      if (b == '\n') {
        break;
      }
      if (++seen > 1024 * 1024) {
        throw new IOException("line without end");
      }
      if (b != '\r' && length < MAX_LINE) {
        if (length == line.length) {
          line = java.util.Arrays.copyOf(line, length * 2);
        }
        line[length++] = (byte) b;
      }
    }
    return new String(line, 0, length, StandardCharsets.UTF_8);
  }

  /** Whether the peer has said something that nobody has asked for. */
  public boolean hasUnread() {
    try {
      return in.available() > 0;
    } catch (IOException e) {
      return true;
    }
  }

  void closeIfStalled() {
    long since = writingSince;
    if (since != 0 && System.nanoTime() - since > stallNanos) {
      close();
    }
  }

  @Override
  public void close() {
    StalledWrites.forget(this);
    try {
      socket.close();
    } catch (IOException e) {
      // The socket is gone either way.
    }
  }

  /** Notes since when a write has been going on. */
  private final class Watched extends OutputStream {
    private final OutputStream network;

    Watched(OutputStream network) {
      this.network = network;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    /** In pieces, so that a slow reader is not taken for one that has stopped. */
    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      for (int done = 0; done < count; done += PIECE) {
        writingSince = System.nanoTime() | 1;
        network.write(bytes, from + done, Math.min(PIECE, count - done));
      }
      writingSince = 0;
    }
  }
}
