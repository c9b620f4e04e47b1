package org.mailweir.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.concurrent.Deadline;
import org.mailweir.metrics.Metrics;

class ServersTest {

  /** Says hello and reads a line. */
  private static final Question<String> HELLO =
      connection -> {
        connection.output().write("hello\n".getBytes(StandardCharsets.US_ASCII));
        connection.flush();
        return connection.line(100);
      };

  private static FakeServer.Conversation echo(String name) {
    return (in, out) -> {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          out.write((name + "\n").getBytes(StandardCharsets.US_ASCII));
        }
      }
    };
  }

  private static Servers servers(Duration answer, ServerAddress... addresses) {
    Duration second = Duration.ofSeconds(1);
    Reach reach = new Reach(List.of(addresses), 2, second, answer, Duration.ofMinutes(1));
    return new Servers("test", reach, Protocol.PLAIN, new Metrics());
  }

  private static Servers servers(ServerAddress... addresses) {
    return servers(Duration.ofSeconds(5), addresses);
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(10));
  }

  private static String failure(Servers servers) {
    return assertThrows(NoAnswerException.class, () -> servers.ask(HELLO, soon())).getMessage();
  }

  /** A port at which nobody listens. */
  private static ServerAddress nobody() throws IOException {
    try (FakeServer server = new FakeServer(FakeServer.SLOW)) {
      return server.address();
    }
  }

  @Test
  void connectionsAreUsedAgain() throws Exception {
    try (FakeServer server = new FakeServer(echo("one"));
        Servers servers = servers(server.address())) {
      for (int i = 0; i < 5; i++) {
        assertEquals("one", servers.ask(HELLO, soon()));
      }
      // The first was a look whether anybody is there.
      assertEquals(2, server.connections());
    }
  }

  @Test
  void connectionThatTheServerClosedMeanwhileIsReplaced() throws Exception {
    try (FakeServer server = new FakeServer(FakeServer.saying("one\n"));
        Servers servers = servers(server.address())) {
      for (int i = 0; i < 5; i++) {
        assertEquals("one", servers.ask(HELLO, soon()));
      }
    }
  }

  @Test
  void nextServerIsAskedWhenOneIsDead() throws Exception {
    try (FakeServer server = new FakeServer(echo("two"));
        Servers servers = servers(nobody(), server.address())) {
      assertEquals("two", servers.ask(HELLO, soon()));
    }
  }

  @Test
  void everyFailureIsNamed() throws Exception {
    ServerAddress dead = nobody();
    try (FakeServer closing = new FakeServer((in, out) -> {});
        FakeServer slow = new FakeServer(FakeServer.SLOW);
        Servers servers =
            servers(Duration.ofMillis(200), dead, closing.address(), slow.address())) {
      assertEquals(
          dead
              + " refused, "
              + closing.address()
              + " closed the connection, "
              + slow.address()
              + " timeout",
          failure(servers).replaceAll("Connection reset|Broken pipe", "closed the connection"));
    }
  }

  @Test
  void answerThatComesByteByByteIsTimedAsAWhole() throws Exception {
    FakeServer.Conversation dripping =
        (in, out) -> {
          while (true) {
            out.write('x');
            try {
              Thread.sleep(20);
            } catch (InterruptedException e) {
              return;
            }
          }
        };
    try (FakeServer server = new FakeServer(dripping);
        Servers servers = servers(Duration.ofMillis(300), server.address())) {
      assertEquals(server.address() + " timeout", failure(servers));
    }
  }

  @Test
  void lineWithoutEndIsNonsense() throws Exception {
    try (FakeServer server = new FakeServer(FakeServer.saying("x".repeat(1 << 20)));
        Servers servers = servers(server.address())) {
      assertEquals(server.address() + " nonsense", failure(servers));
    }
  }

  @Test
  void serverThatFailsIsLeftAlone() throws Exception {
    try (FakeServer server = new FakeServer(FakeServer.SLOW);
        Servers servers = servers(Duration.ofMillis(50), server.address())) {
      for (int i = 0; i < 3; i++) {
        assertEquals(server.address() + " timeout", failure(servers));
      }
      int before = server.connections();
      assertEquals(server.address() + " left alone after: timeout", failure(servers));
      assertEquals(before, server.connections());
    }
  }

  @Test
  void trialThatIsBrokenOffIsFollowedByAnother() throws Exception {
    AtomicReference<Question<String>> sign = new AtomicReference<>(connection -> "alive");
    Protocol protocol =
        new Protocol() {
          @Override
          public void prove(ServerConnection connection) throws IOException {
            sign.get().ask(connection);
          }
        };
    Duration patience = Duration.ofSeconds(5);
    try (FakeServer server = new FakeServer(FakeServer.SLOW);
        Servers servers =
            new Servers(
                "test",
                new Reach(List.of(server.address()), 1, patience, patience, Duration.ofNanos(1)),
                protocol,
                new Metrics())) {
      occupyTheOnlyConnection(servers);
      sign.set(connection -> failing());
      for (int i = 0; i < 3; i++) {
        assertEquals(server.address() + " no sign of life", failure(servers));
      }
      sign.set(connection -> faulty());
      assertThrows(IllegalStateException.class, () -> servers.ask(HELLO, soon()));
      sign.set(connection -> interrupted());
      assertThrows(InterruptedException.class, () -> servers.ask(HELLO, soon()));
      sign.set(connection -> "alive");
      Deadline now = Deadline.after(Duration.ofMillis(50));
      assertEquals(
          server.address() + " all 1 connections busy",
          assertThrows(NoAnswerException.class, () -> servers.ask(HELLO, now)).getMessage());
    }
  }

  private static void occupyTheOnlyConnection(Servers servers) throws InterruptedException {
    CountDownLatch taken = new CountDownLatch(1);
    Question<String> endless =
        connection -> {
          taken.countDown();
          return connection.line(100);
        };
    Thread.ofVirtual()
        .start(() -> assertThrows(Exception.class, () -> servers.ask(endless, soon())));
    taken.await();
  }

  private static String failing() throws IOException {
    throw new IOException("no sign of life");
  }

  private static String faulty() {
    throw new IllegalStateException("a fault of ours");
  }

  private static String interrupted() {
    Thread.currentThread().interrupt();
    return "alive";
  }

  @Test
  void weightsShareTheLoad() throws Exception {
    try (FakeServer one = new FakeServer(echo("one"));
        FakeServer two = new FakeServer(echo("two"));
        FakeServer spare = new FakeServer(echo("spare"));
        Servers servers =
            servers(
                spare.address(),
                ServerAddress.parse(one.address() + " weight=3"),
                ServerAddress.parse(two.address() + " weight=1"))) {
      int first = 0;
      for (int i = 0; i < 400; i++) {
        first += servers.ask(HELLO, soon()).equals("one") ? 1 : 0;
      }
      assertTrue(first > 240 && first < 360, "about 300 of 400, but: " + first);
      assertEquals(0, spare.connections());
    }
  }

  @Test
  void unixSocket(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("socket");
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        Servers servers = servers(ServerAddress.parse(path.toString()))) {
      listener.bind(UnixDomainSocketAddress.of(path));
      Thread.ofVirtual().start(() -> answer(listener));
      assertEquals("unix", servers.ask(HELLO, soon()));
    }
  }

  @Test
  void unixSocketThatIsNotThere(@TempDir Path folder) {
    try (Servers servers = servers(ServerAddress.parse(folder + "/none"))) {
      assertEquals(folder + "/none No such file or directory", failure(servers));
    }
  }

  private static void answer(ServerSocketChannel listener) {
    try {
      while (true) {
        SocketChannel client = listener.accept();
        if (client.read(ByteBuffer.allocate(1)) < 0) {
          continue; // It only looked whether anybody is there.
        }
        client.write(ByteBuffer.wrap("unix\n".getBytes(StandardCharsets.US_ASCII)));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  @Test
  void addressesAreReadAsTheyAreWritten() {
    for (String text : List.of("127.0.0.1:783", "[::1]:783 weight=3", "/run/clamav/clamd.ctl")) {
      assertEquals(text, ServerAddress.parse(text).toString());
    }
    for (String text : List.of("", "host", "127.0.0.1:783 wight=2", "host:x")) {
      assertThrows(IllegalArgumentException.class, () -> ServerAddress.parse(text), text);
    }
  }
}
