package org.mailweir.lab;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One client of a {@link Sink}. Data ends at CRLF.CRLF only, so that a smuggled dot shows up as
 * what it is; a line of anything else than a command is answered 500 and remembered.
 */
final class SinkSession {

  private static final byte[] END = Octets.of("\r\n.\r\n");
  private static final String EHLO =
      """
      250-sink.example.com
      250-PIPELINING
      250-SIZE
      250-ENHANCEDSTATUSCODES
      250-8BITMIME
      250-DSN
      250-XFORWARD NAME ADDR PORT PROTO HELO IDENT SOURCE
      250 SMTPUTF8
      """
          .strip()
          .replace("\n", "\r\n");

  private final InputStream in;
  private final OutputStream out;
  private final Script script;
  private final Sink sink;
  private final List<String> xforward = new ArrayList<>();
  private final List<String> rcptCommands = new ArrayList<>();
  private String mailCommand = "";
  private boolean lmtp;

  SinkSession(Socket socket, Script script, Sink sink) throws IOException {
    this.in = new BufferedInputStream(socket.getInputStream(), 65_536);
    this.out = socket.getOutputStream();
    this.script = script;
    this.sink = sink;
  }

  void run() throws IOException {
    boolean on = say(script.greeting());
    while (on) {
      String line = readLine();
      on = line != null && obey(line);
    }
  }

  private boolean obey(String line) throws IOException {
    sink.heard(line);
    String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
    return switch (verb) {
      case "EHLO", "HELO", "LHLO" -> {
        lmtp = verb.equals("LHLO");
        yield say(Script.Answer.of(EHLO));
      }
      case "XFORWARD" -> {
        xforward.add(line);
        yield say(Script.Answer.of("250 2.0.0 Ok"));
      }
      case "MAIL" -> mail(line);
      case "RCPT" -> rcpt(line);
      case "DATA" -> data();
      case "RSET" -> {
        reset();
        yield say(Script.Answer.of("250 2.0.0 Ok"));
      }
      case "NOOP" -> say(Script.Answer.of("250 2.0.0 Ok"));
      case "QUIT" -> {
        say(Script.Answer.of("221 2.0.0 Bye"));
        yield false;
      }
      default -> say(Script.Answer.of("500 5.5.2 what is that?"));
    };
  }

  private boolean mail(String line) throws IOException {
    Script.Answer answer = script.mail(line);
    mailCommand = answer.isPositive() ? line : "";
    return say(answer);
  }

  private boolean rcpt(String line) throws IOException {
    if (mailCommand.isEmpty()) {
      return say(Script.Answer.of("503 5.5.1 MAIL first"));
    }
    Script.Answer answer = script.rcpt(path(line));
    if (answer.isPositive()) {
      rcptCommands.add(line);
    }
    return say(answer);
  }

  private boolean data() throws IOException {
    if (rcptCommands.isEmpty()) {
      return say(Script.Answer.of("554 5.5.1 no valid recipients"));
    }
    Script.Answer go = script.data();
    if (!go.isPositive()) {
      reset();
      return say(go);
    }
    say(go);
    Delivery delivery = delivery(readData());
    Script.Answer verdict = script.dot(delivery);
    if (verdict.isPositive()) {
      sink.took(delivery);
    }
    reset();
    boolean on = say(verdict);
    for (int i = 1; lmtp && on && i < delivery.recipients().size(); i++) {
      on = say(verdict);
    }
    return on;
  }

  private Delivery delivery(byte[] wire) {
    return new Delivery(
        path(mailCommand),
        mailCommand,
        rcptCommands.stream().map(SinkSession::path).toList(),
        List.copyOf(rcptCommands),
        List.copyOf(xforward),
        unstuffed(wire),
        Octets.strayLineEnds(wire));
  }

  private void reset() {
    mailCommand = "";
    rcptCommands.clear();
    xforward.clear();
  }

  private boolean say(Script.Answer answer) throws IOException {
    if (!answer.after().isZero()) {
      Waiting.sleep(answer.after());
    }
    if (!answer.line().isEmpty()) {
      out.write((answer.line() + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
    return !answer.cut();
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b;
    while ((b = in.read()) != '\n') {
      if (b < 0) {
        return null;
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  /** Everything up to and with the CRLF before the final dot. */
  private byte[] readData() throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    // The line end of the DATA command counts as the first half of an end at once.
    int matched = 2;
    while (matched < END.length) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("cut in the middle of a message");
      }
      data.write(b);
      matched = b == END[matched] ? matched + 1 : b == '\r' ? 1 : 0;
    }
    return Arrays.copyOf(data.toByteArray(), data.size() - 3);
  }

  private static byte[] unstuffed(byte[] wire) {
    ByteArrayOutputStream message = new ByteArrayOutputStream(wire.length);
    for (int i = 0; i < wire.length; i++) {
      boolean lineStart = i == 0 || (i > 1 && wire[i - 1] == '\n' && wire[i - 2] == '\r');
      if (!(wire[i] == '.' && lineStart)) {
        message.write(wire[i]);
      }
    }
    return message.toByteArray();
  }

  /** What stands between the first angle bracket and the last one before the parameters. */
  private static String path(String command) {
    int start = command.indexOf('<');
    int end = start + 1;
    boolean quoted = false;
    while (end < command.length() && (quoted || command.charAt(end) != '>')) {
      char c = command.charAt(end);
      if (c == '\\') {
        end++;
      } else if (c == '"') {
        quoted = !quoted;
      }
      end++;
    }
    return command.substring(start + 1, Math.min(end, command.length()));
  }
}
