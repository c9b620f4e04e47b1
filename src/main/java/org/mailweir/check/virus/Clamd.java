package org.mailweir.check.virus;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.mail.RawMessage;
import org.mailweir.peer.Protocol;
import org.mailweir.peer.Question;
import org.mailweir.peer.ServerConnection;

/**
 * The protocol of clamd (clamd(8)): commands that begin with z end in NUL, as their replies do. A
 * session takes one message after the other, each reply with the number of its command.
 */
final class Clamd implements Protocol {

  private static final int MAX_REPLY = 4_000;
  private static final int CHUNK = 32_768;
  private static final Pattern REPLY = Pattern.compile("(?:\\d{1,9}: )?(.*)", Pattern.DOTALL);

  /** Scans one message. */
  static Question<Scan> scan(RawMessage message) {
    return connection -> scan(message, connection);
  }

  @Override
  public void greet(ServerConnection connection) throws IOException {
    command("zIDSESSION\0", connection);
    command("zPING\0", connection);
    connection.flush();
    if (!reply(connection).equals("PONG")) {
      throw new ProtocolException("nonsense");
    }
  }

  /** Some archives and documents take minutes (MaxScanTime); clamd says PONG meanwhile. */
  @Override
  public boolean blamesQuestionForTime() {
    return true;
  }

  private static void command(String text, ServerConnection connection) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      connection.output().write(text.charAt(i));
    }
  }

  private static String reply(ServerConnection connection) throws IOException {
    Matcher m = REPLY.matcher(connection.until('\0', MAX_REPLY));
    return m.matches() ? m.group(1).strip() : "";
  }

  private static Scan scan(RawMessage message, ServerConnection connection) throws IOException {
    try {
      stream(message, connection);
    } catch (SocketTimeoutException | ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      // clamd closes when it has had enough, and says why before.
      return refusal(e, connection);
    }
    return meaning(reply(connection), connection);
  }

  private static Scan refusal(IOException failure, ServerConnection connection) throws IOException {
    try {
      return meaning(reply(connection), connection);
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw e instanceof SocketTimeoutException ? e : new EOFException("closed");
    }
  }

  private static void stream(RawMessage message, ServerConnection connection) throws IOException {
    command("zINSTREAM\0", connection);
    OutputStream out = connection.output();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = message.open()) {
      for (int n = in.readNBytes(chunk, 0, CHUNK); n > 0; n = in.readNBytes(chunk, 0, CHUNK)) {
        out.write(ByteBuffer.allocate(4).putInt(n).array());
        out.write(chunk, 0, n);
      }
    }
    out.write(new byte[4]);
    connection.flush();
  }

  /**
   * {@code stream: OK}, {@code stream: NAME FOUND}, {@code INSTREAM size limit exceeded. ERROR}.
   */
  private static Scan meaning(String reply, ServerConnection connection) throws IOException {
    if (reply.endsWith(": OK")) {
      return new Scan.Clean();
    }
    if (reply.endsWith(" FOUND") && reply.indexOf(": ") >= 0) {
      String name =
          reply.substring(reply.lastIndexOf(": ") + 2, reply.length() - " FOUND".length());
      return new Scan.Infected(printable(name));
    }
    connection.spend();
    if (reply.startsWith("INSTREAM size limit exceeded")) {
      return new Scan.TooLarge();
    }
    if (reply.endsWith(" ERROR")) {
      return new Scan.Refused("says: " + printable(reply));
    }
    throw new ProtocolException("nonsense");
  }

  private static String printable(String text) {
    StringBuilder out = new StringBuilder();
    text.chars().limit(200).forEach(c -> out.append(c >= ' ' && c < 127 ? (char) c : '?'));
    return out.toString();
  }
}
