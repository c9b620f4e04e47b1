package org.mailweir.reinject;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A 10025 whose answers a test gives, command by command. */
final class ScriptedServer implements AutoCloseable {

  /** Gives the reply to a command; null hangs up. "message" stands for the final dot. */
  interface Script {
    String reply(int connection, String command);
  }

  static final String EHLO =
      "250-x\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-DSN\r\n250 XFORWARD ADDR HELO IDENT";

  /** Behind a reply: from here on nothing is read any more. */
  static final String DEAF = "deaf";

  final List<String> commands = new CopyOnWriteArrayList<>();
  final List<String> messages = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final ServerSocket socket;
  private final Script script;

  ScriptedServer(Script script) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.script = script;
    Thread.ofVirtual().start(this::accept);
  }

  /** The usual answers, for scripts to fall back to. */
  static String usual(String command) {
    return switch (command.split(" ")[0]) {
      case "connect" -> "220 x";
      case "EHLO" -> EHLO;
      case "DATA" -> "354 go";
      case "message" -> "250 2.0.0 Ok: queued as S1";
      default -> "250 2.0.0 Ok";
    };
  }

  int port() {
    return socket.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /** 2 when a command had come before the last one was answered. */
  int commandsBeforeReply() {
    return waiting.get();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        int number = connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(client, number));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client, int number) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
      String command = "connect";
      while (command != null) {
        String reply = script.reply(number, command);
        if (reply == null) {
          return;
        }
        waiting.accumulateAndGet(in.ready() ? 2 : 1, Math::max);
        String said = reply.replace("\r\n" + DEAF, "");
        client.getOutputStream().write((said + "\r\n").getBytes(StandardCharsets.UTF_8));
        if (reply.endsWith(DEAF)) {
          Thread.sleep(20_000);
        }
        command = reply.startsWith("354 go") ? readMessage(in) : in.readLine();
        if (command != null) {
          commands.add(command);
        }
      }
    } catch (IOException | InterruptedException gone) {
      // The client hung up; whatever was not finished does not count.
    }
  }

  private String readMessage(BufferedReader in) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals(".")) {
        messages.add(String.join("|", lines));
        return "message";
      }
      lines.add(line);
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
