package org.mailweir.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Asks the daemon. */
public final class ControlClient {

  private static final int LARGEST = 16 << 20;

  private final Path socket;
  private final Duration patience;

  /**
   * @param patience how long an answer may take
   */
  public ControlClient(Path socket, Duration patience) {
    this.socket = socket;
    this.patience = patience;
  }

  /**
   * The answer to a word.
   *
   * @throws IOException when there is none; says what to do about it
   */
  public String ask(String word) throws IOException {
    if (!Files.exists(socket)) {
      throw new IOException(
          "mailweir is not running, or with another configuration: there is no " + socket);
    }
    try (SocketChannel channel = connect()) {
      Thread alarm = closeLater(channel);
      try {
        Client.write(channel, word);
        return readAll(channel);
      } catch (AsynchronousCloseException e) {
        throw new IOException("mailweir gave no answer within " + patience.toSeconds() + " s", e);
      } finally {
        alarm.interrupt();
      }
    }
  }

  private SocketChannel connect() throws IOException {
    try {
      return SocketChannel.open(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      throw new IOException(
          why.contains("refused")
              ? "mailweir is not running: nobody answers at " + socket
              : "cannot open "
                  + socket
                  + " ("
                  + why
                  + "); ask as "
                  + Files.getOwner(socket)
                  + " or root",
          e);
    }
  }

  private Thread closeLater(SocketChannel channel) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                Thread.sleep(patience);
                channel.close();
              } catch (InterruptedException | IOException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private static String readAll(SocketChannel channel) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer some = ByteBuffer.allocate(8192);
    while (channel.read(some) >= 0) {
      all.write(some.array(), 0, some.position());
      some.clear();
      if (all.size() > LARGEST) {
        throw new IOException("an answer larger than 16 MiB");
      }
    }
    return all.toString(StandardCharsets.UTF_8).strip();
  }
}
