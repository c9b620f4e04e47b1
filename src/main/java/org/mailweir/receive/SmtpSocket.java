package org.mailweir.receive;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * A client's socket as SubEtha sees it. It puts our own line reader and reply buffer between the
 * network and SubEtha, whose reader hangs up on long lines and on anything that is not UTF-8, and
 * whose writer sends every reply as a packet of its own.
 */
final class SmtpSocket extends Socket {

  private @Nullable ReplyOutput replies;
  private @Nullable CommandInput commands;

  @Override
  public synchronized CommandInput getInputStream() throws IOException {
    if (commands == null) {
      commands = new CommandInput(super.getInputStream(), this, getOutputStream());
    }
    return commands;
  }

  @Override
  public synchronized ReplyOutput getOutputStream() throws IOException {
    if (replies == null) {
      replies = new ReplyOutput(super.getOutputStream());
    }
    return replies;
  }

  /**
   * Replies, collected while further commands are waiting to be read (RFC 2920 3.2). Only {@link
   * CommandInput} sends them, right before it waits for the client.
   */
  static final class ReplyOutput extends OutputStream {

    private final OutputStream network;
    private final byte[] buffer = new byte[2048];
    private int length;

    ReplyOutput(OutputStream network) {
      this.network = network;
    }

    @Override
    public void write(int b) throws IOException {
      if (length == buffer.length) {
        send();
      }
      buffer[length++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      if (count > buffer.length - length) {
        send();
      }
      if (count > buffer.length) {
        network.write(bytes, from, count);
        return;
      }
      System.arraycopy(bytes, from, buffer, length, count);
      length += count;
    }

    /** Nothing: SubEtha flushes after each reply, which would undo the collecting. */
    @Override
    public void flush() {}

    void send() throws IOException {
      if (length > 0) {
        int count = length;
        length = 0;
        network.write(buffer, 0, count);
      }
    }

    @Override
    public void close() throws IOException {
      send();
      network.close();
    }
  }
}
