package org.mailweir.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTest {

  @TempDir private Path folder;
  private Path socket;

  @BeforeEach
  void name() {
    socket = folder.resolve("control.sock");
  }

  private ControlServer open() throws IOException {
    return new ControlServer(
        socket,
        Map.of(
            "who",
            who -> who,
            "long",
            who -> "x".repeat(1_000_000),
            "broken",
            who -> {
              throw new IllegalStateException("out of order");
            }));
  }

  private String ask(String word) throws IOException {
    return new ControlClient(socket, Duration.ofSeconds(20)).ask(word);
  }

  /** Sends octets as they are and reads to the end. */
  private String raw(byte[] octets) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      channel.write(ByteBuffer.wrap(octets));
      channel.shutdownOutput();
      ByteBuffer answer = ByteBuffer.allocate(1000);
      while (channel.read(answer) > 0) {}
      return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
    } catch (IOException hungUp) {
      return "";
    }
  }

  @Test
  void aWordIsAnsweredAndTheClientIsKnown() throws IOException {
    try (ControlServer server = open()) {
      assertEquals(System.getProperty("user.name"), ask("who"));
      assertEquals(1_000_000, ask("long").length());
    }
  }

  @Test
  void whatIsNotUnderstoodOrFailsIsSaidAndTheNextOneIsServed() throws IOException {
    try (ControlServer server = open()) {
      assertEquals(
          "{\"error\":\"no such command; there are broken, long, who\"}", ask("format_disk"));
      assertTrue(ask("broken").contains("out of order"));
      assertEquals(System.getProperty("user.name"), ask("who"));
    }
  }

  @Test
  void aLineWithoutAnEndAndAnEmptyOneHarmNobody() throws IOException {
    try (ControlServer server = open()) {
      assertEquals("", raw("x".repeat(100_000).getBytes(StandardCharsets.US_ASCII)));
      assertEquals("", raw(new byte[] {}));
      assertEquals("", raw("who".getBytes(StandardCharsets.US_ASCII))); // no end of line
      assertTrue(raw(new byte[] {0, (byte) 0xff, '\n'}).startsWith("{\"error\""));
      assertEquals(System.getProperty("user.name"), ask("who"));
    }
  }

  @Test
  void silentClientsTakeNoMorePlacesThanThereAre() throws IOException {
    try (ControlServer server = open()) {
      List<SocketChannel> silent = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        silent.add(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
      }
      // Those beyond the places are hung up on at once.
      assertEquals(-1, silent.getLast().read(ByteBuffer.allocate(1)));
      for (SocketChannel channel : silent) {
        channel.close();
      }
      assertEquals(System.getProperty("user.name"), askAgain());
    }
  }

  /** Places become free when the server has noticed; until then it hangs up. */
  private String askAgain() throws IOException {
    for (int i = 0; i < 1000; i++) {
      try {
        String answer = ask("who");
        if (!answer.isEmpty()) {
          return answer;
        }
      } catch (IOException notYet) {
        Thread.onSpinWait();
      }
    }
    return "";
  }

  @Test
  void onlyTheOwnerCanOpenItAndNothingElseIsLeftInTheFolder() throws IOException {
    try (ControlServer server = open()) {
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
      try (Stream<Path> files = Files.list(folder)) {
        assertEquals(List.of(socket), files.toList());
      }
    }
    assertFalse(Files.exists(socket));
  }

  @Test
  void whatAKilledDaemonLeftBehindIsReplaced() throws IOException {
    ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    killed.bind(UnixDomainSocketAddress.of(socket));
    killed.close(); // The file stays.
    assertTrue(Files.exists(socket));
    try (ControlServer server = open()) {
      assertEquals(System.getProperty("user.name"), ask("who"));
    }
  }

  @Test
  void aSocketAtWhichAnotherAnswersIsLeftToIt() throws IOException {
    try (ControlServer first = open()) {
      IOException e = assertThrows(IOException.class, this::open);
      assertEquals("another program answers at " + socket, e.getMessage());
      assertEquals(System.getProperty("user.name"), ask("who"));
    }
  }

  @Test
  void aFileThatIsNoSocketIsNotTouched() throws IOException {
    Files.writeString(socket, "somebody's notes");
    IOException e = assertThrows(IOException.class, this::open);
    assertEquals(socket + " is there already and no socket", e.getMessage());
    assertEquals("somebody's notes", Files.readString(socket));
  }

  @Test
  void aNameThatTheKernelCannotTakeIsSaid() throws IOException {
    socket = Files.createDirectories(folder.resolve("x".repeat(100))).resolve("control.sock");
    IOException e = assertThrows(IOException.class, this::open);
    assertTrue(e.getMessage().endsWith("a socket's name at most 106"), e.getMessage());
  }

  @Test
  void whoAsksADaemonThatDoesNotRunIsTold() throws IOException {
    IOException none = assertThrows(IOException.class, () -> ask("who"));
    assertTrue(none.getMessage().startsWith("mailweir is not running"), none.getMessage());
    ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    killed.bind(UnixDomainSocketAddress.of(socket));
    killed.close();
    IOException dead = assertThrows(IOException.class, () -> ask("who"));
    assertEquals("mailweir is not running: nobody answers at " + socket, dead.getMessage());
  }

  @Test
  void settingsNameASocketBelowTheStateFolder() {
    assertEquals(
        Path.of("/var/lib/mailweir/control.sock"),
        ControlSettings.DEFAULT.in(Path.of("/var/lib/mailweir")).path());
    assertEquals(
        Path.of("/run/mw.sock"),
        new ControlSettings("/run/mw.sock").in(Path.of("/var/lib/mailweir")).path());
    assertEquals(null, new ControlSettings("").in(Path.of("/var/lib/mailweir")).path());
  }

  @Test
  void aNameAsLongAsCanBeIsTakenAndLitterIsRemoved() throws IOException {
    int left = 106 - folder.toString().length() - "/".length();
    socket = folder.resolve("c".repeat(left));
    Path litter = Files.createDirectory(folder.resolve(".c"));
    Files.writeString(litter.resolve("s"), "");
    try (ControlServer server = open()) {
      assertEquals(System.getProperty("user.name"), ask("who"));
      try (Stream<Path> files = Files.list(folder)) {
        assertEquals(List.of(socket), files.toList());
      }
    }
  }

  @Test
  void aFolderOfTheGreatestLengthServes() throws IOException {
    int left = 101 - folder.toString().length() - "/".length();
    socket = Files.createDirectory(folder.resolve("f".repeat(left))).resolve("s");
    try (ControlServer server = open()) {
      assertEquals(System.getProperty("user.name"), ask("who"));
    }
  }
}
