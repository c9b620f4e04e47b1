package org.mailweir.check.spamd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.mailweir.mail.RawMessage;
import org.mailweir.peer.ServerConnection;

/**
 * One request of the protocol SPAMC/1.5 (spamd's PROTOCOL file): a command, header fields, and the
 * message.
 *
 * @param headers complete lines, each with CRLF
 */
@SuppressWarnings("ArrayRecordComponent") // made for one exchange
record Request(String command, String headers, byte[] body) {

  /** A request without a message. */
  static Request ping() {
    return new Request("PING", "", new byte[0]);
  }

  /** A request about a message, for the user and as compressed as the settings say. */
  static Request about(String command, String headers, byte[] message, SpamdSettings settings) {
    String user = settings.user().isEmpty() ? "" : "User: " + settings.user() + "\r\n";
    return settings.compress()
        ? new Request(command, headers + user + "Compress: zlib\r\n", compressed(message))
        : new Request(command, headers + user, message);
  }

  private static byte[] compressed(byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(message.length / 2);
    try (OutputStream zlib = new DeflaterOutputStream(out)) {
      zlib.write(message);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return out.toByteArray();
  }

  /** The beginning of a message, cut at the end of a line when there is more. */
  static byte[] beginning(RawMessage message, int most) throws IOException {
    try (InputStream in = message.open()) {
      byte[] head = in.readNBytes(most);
      int end = head.length;
      while (head.length < message.size() && end > 0 && head[end - 1] != '\n') {
        end--;
      }
      return end == head.length || end == 0 ? head : Arrays.copyOf(head, end);
    }
  }

  void writeTo(ServerConnection connection) throws IOException {
    String length = body.length == 0 ? "" : "Content-length: " + body.length + "\r\n";
    String head = command + " SPAMC/1.5\r\n" + headers + length + "\r\n";
    connection.output().write(head.getBytes(StandardCharsets.US_ASCII));
    connection.output().write(body);
    connection.flush();
  }
}
