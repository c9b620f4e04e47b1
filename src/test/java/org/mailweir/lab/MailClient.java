package org.mailweir.lab;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A client that says what it is told to, right or wrong, over SMTP or LMTP (RFC 5321, RFC 2033). A
 * connection that ends is {@link Reply#NONE}, never an exception.
 */
final class MailClient implements AutoCloseable {

  enum Protocol {
    SMTP("EHLO"),
    LMTP("LHLO");

    private final String hello;

    Protocol(String hello) {
      this.hello = hello;
    }
  }

  private final Socket socket = new Socket();
  private final Protocol protocol;
  private final InputStream in;
  private final OutputStream out;

  private MailClient(Protocol protocol, int port, String source) throws IOException {
    this.protocol = protocol;
    socket.bind(new InetSocketAddress(source, 0));
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(120_000);
    socket.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** Connects from 127.0.0.1 and reads the greeting, but says nothing yet. */
  static MailClient connect(Protocol protocol, int port) {
    return connect(protocol, port, "127.0.0.1");
  }

  static MailClient connect(Protocol protocol, int port, String source) {
    try {
      MailClient client = new MailClient(protocol, port, source);
      client.read();
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port, e);
    }
  }

  /** Connects and says EHLO or LHLO. */
  static MailClient greet(Protocol protocol, int port) {
    MailClient client = connect(protocol, port);
    client.hello();
    return client;
  }

  Reply hello() {
    return say(protocol.hello + " client.example.org");
  }

  /** One command and its answer. */
  Reply say(String command) {
    return write(utf8(command + "\r\n")) ? read() : Reply.NONE;
  }

  /** Bytes as they are; whether the connection still took them. */
  boolean write(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  /** The next answer. */
  Reply read() {
    List<String> lines = new ArrayList<>();
    try {
      while (true) {
        String line = readLine();
        if (line.length() < 3 || !line.substring(0, 3).chars().allMatch(Character::isDigit)) {
          return Reply.NONE;
        }
        lines.add(line.length() > 4 ? line.substring(4) : "");
        if (line.length() == 3 || line.charAt(3) != '-') {
          return new Reply(Integer.parseInt(line.substring(0, 3)), lines);
        }
      }
    } catch (IOException gone) {
      return Reply.NONE;
    }
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b;
    while ((b = in.read()) != '\n' && b >= 0) {
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  /**
   * Sends one letter and says what became of each recipient: the answer to its RCPT where that was
   * negative, else the answer that came for it after the final dot. A negative answer to MAIL or
   * DATA goes to all.
   */
  Map<String, Reply> send(Letter letter) {
    Reply mail = say(letter.mailCommand());
    if (!mail.isPositive()) {
      say("RSET");
      return forAll(letter.recipients(), mail);
    }
    Map<String, Reply> replies = new LinkedHashMap<>();
    letter.recipients().forEach(r -> replies.put(r, say(letter.rcptCommand(r))));
    List<String> accepted =
        replies.keySet().stream().filter(r -> replies.get(r).isPositive()).toList();
    if (accepted.isEmpty()) {
      say("RSET");
      return replies;
    }
    replies.putAll(sendData(accepted, letter.message()));
    return replies;
  }

  private Map<String, Reply> sendData(List<String> accepted, byte[] message) {
    Reply go = say("DATA");
    if (go.code() != 354) {
      return forAll(accepted, go);
    }
    write(Octets.stuffed(message));
    write(Octets.of(".\r\n"));
    return readAfterDot(accepted);
  }

  /** The answers after the final dot: one for all (SMTP), or one for each recipient (LMTP). */
  Map<String, Reply> readAfterDot(List<String> accepted) {
    if (protocol == Protocol.SMTP) {
      return forAll(accepted, read());
    }
    Map<String, Reply> replies = new LinkedHashMap<>();
    accepted.forEach(r -> replies.put(r, read()));
    return replies;
  }

  private static Map<String, Reply> forAll(List<String> recipients, Reply reply) {
    Map<String, Reply> replies = new LinkedHashMap<>();
    recipients.forEach(r -> replies.put(r, reply));
    return replies;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    write(utf8("QUIT\r\n"));
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone, which is what was wanted.
    }
  }
}
