package org.mailweir.doctor.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.config.ConfigException;
import org.mailweir.config.ConfigLoader;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Severity;

class PeersAndPagesTest {

  @TempDir private Path folder;

  private MailweirSettings settings(String toml) throws IOException, ConfigException {
    Path file = folder.resolve("mailweir.toml");
    Files.writeString(file, "state_dir = \"state\"\n" + toml);
    return ConfigLoader.load(file).settings();
  }

  private static Map<String, Severity> ids(List<Diagnosis> found) {
    Map<String, Severity> ids = new TreeMap<>();
    found.forEach(d -> ids.put(d.id(), d.severity()));
    return ids;
  }

  private static ServerSocket socket() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
  }

  private static int deadPort() throws IOException {
    try (ServerSocket taken = socket()) {
      return taken.getLocalPort();
    }
  }

  private static String clamd(int port, boolean required) {
    return """
        [virus]
        enabled = true
        required = %b
        servers = ["127.0.0.1:%d"]
        """
        .formatted(required, port);
  }

  @Test
  void aScannerThatIsNotThereStopsMailOnlyWhereItIsRequired() throws Exception {
    assertEquals(
        Map.of("clamd-silent", Severity.ERROR),
        ids(new Peers(settings(clamd(deadPort(), true))).examine()));
    assertEquals(
        Map.of("clamd-silent", Severity.WARNING),
        ids(new Peers(settings(clamd(deadPort(), false))).examine()));
  }

  @Test
  void aScannerThatSaysPongIsWell() throws Exception {
    try (ServerSocket server = socket()) {
      Thread.ofVirtual().start(() -> answer(server, "1: PONG\0"));
      assertEquals(
          Map.of(), ids(new Peers(settings(clamd(server.getLocalPort(), true))).examine()));
    }
  }

  @Test
  void somethingElseIsNoScanner() throws Exception {
    try (ServerSocket server = socket()) {
      Thread.ofVirtual().start(() -> answer(server, "220 mx ESMTP\0"));
      assertEquals(
          Map.of("clamd-silent", Severity.ERROR),
          ids(new Peers(settings(clamd(server.getLocalPort(), true))).examine()));
    }
  }

  private static void answer(ServerSocket server, String reply) {
    try (Socket client = server.accept();
        OutputStream out = client.getOutputStream()) {
      out.write(reply.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      client.getInputStream().readAllBytes();
    } catch (IOException e) {
      // The test says what it misses.
    }
  }

  @Test
  void aSpamdThatIsNotThereIsNamed() throws Exception {
    String toml = "[spamd]\nenabled = true\nservers = [\"127.0.0.1:%d\"]\n";
    assertEquals(
        Map.of("spamd-silent", Severity.WARNING),
        ids(new Peers(settings(toml.formatted(deadPort()))).examine()));
  }

  @Test
  void whoIsNotEnabledIsNotAsked() throws Exception {
    assertEquals(Map.of(), ids(new Peers(settings("")).examine()));
  }

  @Test
  void pagesBeyondThisMachineNeedTls() throws Exception {
    assertEquals(
        Map.of("pages-without-tls", Severity.WARNING),
        ids(new Pages(settings("[web]\nlisten = \"192.0.2.1:8010\"\n")).examine()));
    assertEquals(Map.of(), ids(new Pages(settings("[web]\nlisten = \"\"\n")).examine()));
  }

  @Test
  void passwordsAreForNobodyElse() throws Exception {
    Path users = Files.createDirectories(folder.resolve("state")).resolve("users");
    Files.createFile(users);
    Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(Map.of("users-open", Severity.WARNING), ids(new Pages(settings("")).examine()));
    Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-------"));
    assertEquals(Map.of(), ids(new Pages(settings("")).examine()));
  }

  @Test
  void pagesThatDoNotAnswerAreNamedWhileMailweirRuns() throws Exception {
    try (ServerSocket mailweir = socket()) {
      String toml = "[listen]\noutside = \"127.0.0.1:%d\"\n[web]\nlisten = \"127.0.0.1:%d\"\n";
      assertEquals(
          Map.of("pages-silent", Severity.WARNING),
          ids(new Pages(settings(toml.formatted(mailweir.getLocalPort(), deadPort()))).examine()));
      assertEquals(
          Map.of(), ids(new Pages(settings(toml.formatted(deadPort(), deadPort()))).examine()));
    }
  }
}
