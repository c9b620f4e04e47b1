package org.mailweir.doctor.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailweir.check.dnsbl.ListState;
import org.mailweir.config.ConfigException;
import org.mailweir.config.ConfigLoader;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.Diagnosis;

class ResolversTest {

  private static final ListState REFUSED =
      new ListState("uribl", "multi.uribl.com", false, "refused (127.0.0.1)");
  private static final ListState WELL = new ListState("psbl", "psbl.surriel.com", true, "ok");

  @TempDir private Path folder;

  /** A resolver that knows no name. */
  private record Nobody(DatagramSocket socket) implements AutoCloseable {

    static Nobody start() throws IOException {
      Nobody nobody = new Nobody(new DatagramSocket(0, InetAddress.getByName("127.0.0.1")));
      Thread.ofVirtual().start(nobody::answer);
      return nobody;
    }

    private void answer() {
      byte[] buffer = new byte[1_500];
      while (!socket.isClosed()) {
        try {
          DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
          socket.receive(packet);
          buffer[2] = (byte) 0x81; // A response, as was asked for: with recursion,
          buffer[3] = (byte) 0x83; // NXDOMAIN (RFC 1035 4.1.1).
          buffer[11] = 0; // No additional records, such as the question's OPT.
          packet.setLength(12 + question(buffer));
          socket.send(packet);
        } catch (IOException e) {
          return;
        }
      }
    }

    /** The length of the question: labels, their end, type and class. */
    private static int question(byte[] message) {
      int at = 12;
      while (message[at] != 0) {
        at += message[at] + 1;
      }
      return at + 5 - 12;
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  private MailweirSettings settings(String server, boolean lists)
      throws IOException, ConfigException {
    Path file = folder.resolve("mailweir.toml");
    Files.writeString(
        file,
        """
        state_dir = "state"
        [dns]
        servers = ["%s"]
        timeout = "300ms"
        budget = "1s"
        [dnsbl]
        enabled = %b
        lists = ["psbl", "uribl"]
        """
            .formatted(server, lists));
    return ConfigLoader.load(file).settings();
  }

  private static List<String> ids(MailweirSettings settings, ListState... states)
      throws InterruptedException {
    List<Diagnosis> found = new Resolvers(settings, () -> List.of(states)).examine();
    return found.stream().map(Diagnosis::id).toList();
  }

  @Test
  void aResolverThatAnswersIsWell() throws Exception {
    try (Nobody nobody = Nobody.start()) {
      MailweirSettings settings = settings("127.0.0.1:" + nobody.socket().getLocalPort(), true);
      assertEquals(List.of(), ids(settings, WELL));
      assertEquals(List.of("list-refused"), ids(settings, WELL, REFUSED));
    }
  }

  @Test
  void aResolverThatIsNotThereIsNamedAndListsAreNotAsked() throws Exception {
    int dead;
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      dead = taken.getLocalPort();
    }
    assertEquals(List.of("resolver-silent"), ids(settings("127.0.0.1:" + dead, true), REFUSED));
  }

  @Test
  void aPublicResolverIsNamedWhileListsAreAsked() throws Exception {
    assertTrue(ids(settings("8.8.8.8", true)).contains("public-resolver"));
    assertTrue(!ids(settings("8.8.8.8", false)).contains("public-resolver"));
  }

  @ParameterizedTest
  @CsvSource({
    "9.9.9.9, 9.9.9.9",
    "9.9.9.9:53, 9.9.9.9",
    "[2620:fe::fe]:53, 2620:fe::fe",
    "2620:fe::fe, 2620:fe::fe",
  })
  void aServerIsItsAddress(String server, String address) {
    assertEquals(address, Resolvers.address(server));
  }
}
