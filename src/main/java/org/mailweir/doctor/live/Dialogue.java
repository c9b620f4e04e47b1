package org.mailweir.doctor.live;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mailweir.net.Endpoint;
import org.mailweir.net.LineConnection;

/** A conversation with an SMTP or LMTP server, a command and its reply at a time. */
final class Dialogue implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_LINES = 100;

  private final LineConnection connection;
  private final String greeting;

  private Dialogue(LineConnection connection, String greeting) {
    this.connection = connection;
    this.greeting = greeting;
  }

  /** Connects and waits for the greeting. */
  static Dialogue with(Endpoint endpoint) throws IOException {
    LineConnection connection = LineConnection.to(Ports.reachable(endpoint), PATIENCE);
    try {
      return new Dialogue(connection, last(reply(connection)));
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  String greeting() {
    return greeting;
  }

  boolean isWelcome() {
    return greeting.startsWith("220");
  }

  /** Sends a command; gives the lines of the reply. */
  List<String> ask(String command) throws IOException {
    connection.writeLine(command);
    connection.flush();
    return reply(connection);
  }

  /** Sends a command; gives the last line of the reply, which has the code. */
  String say(String command) throws IOException {
    return last(ask(command));
  }

  /** What is offered, in capitals: the first words after the code. */
  static List<String> keywords(List<String> reply) {
    return reply.stream()
        .skip(1)
        .filter(l -> l.length() > 4)
        .map(l -> l.substring(4).split(" ")[0].toUpperCase(Locale.ROOT))
        .toList();
  }

  /** Sends lines that need no reply, up to the final dot, and gives the reply to that. */
  String send(List<String> message) throws IOException {
    for (String line : message) {
      connection.writeLine(line.startsWith(".") ? "." + line : line);
    }
    return say(".");
  }

  private static String last(List<String> lines) {
    return lines.getLast();
  }

  private static List<String> reply(LineConnection connection) throws IOException {
    List<String> lines = new ArrayList<>();
    do {
      lines.add(connection.readLine());
    } while (lines.getLast().matches("\\d{3}-.*") && lines.size() < MOST_LINES);
    return lines;
  }

  @Override
  public void close() {
    try {
      connection.writeLine("QUIT");
      connection.flush();
    } catch (IOException e) {
      // It is closed either way.
    }
    connection.close();
  }
}
