package org.mailweir.doctor.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.config.ConfigException;
import org.mailweir.config.ConfigLoader;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.Diagnosis;

class PortsTest {

  private static final String POSTFIX =
      "250-mx\r\n250-PIPELINING\r\n250-SIZE 0\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-DSN\r\n"
          + "250 XFORWARD NAME ADDR";

  @TempDir private Path folder;

  /** Says a greeting, and to each command what its first word asks for; else 250. */
  private record Server(ServerSocket socket) implements AutoCloseable {

    static Server saying(String greeting, Map<String, String> replies) throws IOException {
      Server server = new Server(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
      Thread.ofVirtual().start(() -> server.serve(greeting, replies));
      return server;
    }

    private void serve(String greeting, Map<String, String> replies) {
      while (!socket.isClosed()) {
        try (Socket client = socket.accept()) {
          talk(client, greeting, replies);
        } catch (IOException e) {
          // The next one, or the end.
        }
      }
    }

    private static void talk(Socket client, String greeting, Map<String, String> replies)
        throws IOException {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      say(client.getOutputStream(), greeting);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        say(client.getOutputStream(), replies.getOrDefault(line.split(" ")[0], "250 Ok"));
      }
    }

    private static void say(OutputStream out, String reply) throws IOException {
      out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    int port() {
      return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private MailweirSettings settings(int outside, int back) throws IOException, ConfigException {
    Path file = folder.resolve("mailweir.toml");
    Files.writeString(
        file,
        """
        state_dir = "state"
        [listen]
        outside = "127.0.0.1:%d"
        inside = ""
        [reinject]
        to = "127.0.0.1:%d"
        """
            .formatted(outside, back));
    return ConfigLoader.load(file).settings();
  }

  private List<Diagnosis> examine(Server mailweir, Server postfix) throws Exception {
    return new Ports(settings(mailweir.port(), postfix.port())).examine();
  }

  private static List<String> ids(List<Diagnosis> found) {
    return found.stream().map(Diagnosis::id).toList();
  }

  private static Server mailweir() throws IOException {
    return Server.saying("220 mailweir.localhost ESMTP Mailweir", Map.of());
  }

  @Test
  void twoThatAnswerAsTheyShouldAreWell() throws Exception {
    try (Server mailweir = mailweir();
        Server postfix = Server.saying("220 mx ESMTP", Map.of("EHLO", POSTFIX))) {
      assertEquals(List.of(), ids(examine(mailweir, postfix)));
    }
  }

  @Test
  void somethingElseOnOurPortIsNamedWithItsGreeting() throws Exception {
    try (Server amavis =
            Server.saying("220 [127.0.0.1] ESMTP amavisd-new service ready", Map.of());
        Server postfix = Server.saying("220 mx ESMTP", Map.of("EHLO", POSTFIX))) {
      List<Diagnosis> found = examine(amavis, postfix);
      assertEquals(List.of("port-taken"), ids(found));
      assertTrue(found.getFirst().what().contains("amavisd-new"), found.toString());
    }
  }

  @Test
  void nobodyAtEitherEndIsNamed() throws Exception {
    int dead;
    int another;
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        ServerSocket two = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      dead = one.getLocalPort();
      another = two.getLocalPort();
    }
    assertEquals(
        List.of("not-running", "return-silent"), ids(new Ports(settings(dead, another)).examine()));
  }

  @Test
  void whatTheWayBackDoesNotOfferIsNamed() throws Exception {
    String poor = POSTFIX.replace("250-DSN\r\n", "").replace("XFORWARD NAME ADDR", "HELP");
    try (Server mailweir = mailweir();
        Server postfix = Server.saying("220 mx ESMTP", Map.of("EHLO", poor))) {
      List<Diagnosis> found = examine(mailweir, postfix);
      assertEquals(List.of("return-offers"), ids(found));
      assertTrue(found.getFirst().what().contains("DSN, XFORWARD"), found.toString());
    }
  }

  @Test
  void aRefusalOnTheWayBackIsNamedWithItsWords() throws Exception {
    try (Server mailweir = mailweir();
        Server postfix =
            Server.saying(
                "220 mx ESMTP",
                Map.of("EHLO", POSTFIX, "RCPT", "554 5.7.1 Client host rejected"))) {
      List<Diagnosis> found = examine(mailweir, postfix);
      assertEquals(List.of("return-says-no"), ids(found));
      assertTrue(found.getFirst().what().contains("Client host rejected"), found.toString());
    }
  }

  @Test
  void mailweirItselfOnTheWayBackIsALoop() throws Exception {
    try (Server mailweir = mailweir();
        Server ourselves =
            Server.saying(
                "220 mailweir.localhost ESMTP Mailweir",
                Map.of("EHLO", "250 mailweir.localhost"))) {
      assertEquals(List.of("loop-ourselves"), ids(examine(mailweir, ourselves)));
    }
  }

  @Test
  void aPostfixThatHasOurNameIsNoLoop() throws Exception {
    try (Server mailweir = mailweir();
        Server postfix =
            Server.saying(
                "220 mailweir.localhost ESMTP Postfix",
                Map.of("EHLO", POSTFIX.replace("250-mx", "250-mailweir.localhost")))) {
      assertEquals(List.of(), ids(examine(mailweir, postfix)));
    }
  }

  @Test
  void aGreetingThatRefusesIsNamed() throws Exception {
    try (Server shut = Server.saying("554 mailweir.localhost no", Map.of());
        Server postfix = Server.saying("421 mx busy", Map.of())) {
      assertEquals(List.of("listener-refuses", "return-says-no"), ids(examine(shut, postfix)));
    }
  }
}
