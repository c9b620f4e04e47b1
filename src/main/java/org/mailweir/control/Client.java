package org.mailweir.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One client's dialogue: a line comes in, an answer goes out, and that is all. */
final class Client {

  /** No command is longer. */
  static final int LONGEST = 256;

  private Client() {}

  /**
   * The first line, without its end; null when the client hung up before its end.
   *
   * @throws IOException when it is too long
   */
  static @Nullable String line(SocketChannel channel) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer octet = ByteBuffer.allocate(1);
    while (channel.read(octet) == 1) {
      byte read = octet.flip().get();
      octet.clear();
      if (read == '\n') {
        return line.toString(StandardCharsets.UTF_8).strip();
      }
      if (line.size() == LONGEST) {
        throw new IOException("no command is longer than " + LONGEST + " bytes");
      }
      line.write(read);
    }
    return null;
  }

  static void write(SocketChannel channel, String text) throws IOException {
    ByteBuffer octets = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
    while (octets.hasRemaining()) {
      channel.write(octets);
    }
  }
}
