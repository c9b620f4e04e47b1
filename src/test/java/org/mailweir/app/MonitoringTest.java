package org.mailweir.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailweir.config.ConfigLoader;
import org.mailweir.control.ControlClient;

/** What a running daemon tells those who watch it, and what comes along to watch it with. */
class MonitoringTest {

  private static final Pattern NAME = Pattern.compile("mailweir_[a-z0-9_]+");

  private Path folder;
  private Path config;
  private Daemon daemon;
  private int outside;
  private ServerSocket postfix;

  @BeforeEach
  void start() throws Exception {
    folder = Files.createTempDirectory(Path.of("/tmp"), "mw"); // a socket's name must be short
    Files.writeString(folder.resolve("1.cf"), "body A /x/\n");
    config = folder.resolve("mailweir.toml");
    outside = port();
    postfix =
        new ServerSocket(0, 10, InetAddress.getLoopbackAddress()); // takes calls, says nothing
    configure("");
    daemon = new Daemon(config, ConfigLoader.load(config));
    daemon.start();
  }

  private void configure(String more) throws IOException {
    Files.writeString(
        config,
        """
        state_dir = "state"
        [listen]
        outside = "127.0.0.1:%d"
        inside = ""
        [reinject]
        to = "127.0.0.1:%d"
        [web]
        listen = ""
        [rules]
        files = ["*.cf"]
        set = "own"
        [dns]
        servers = ["127.0.0.1:1"]
        [auth]
        enabled = false
        %s
        """
            .formatted(outside, postfix.getLocalPort(), more));
  }

  private static int port() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @AfterEach
  void stop() throws IOException {
    postfix.close();
    daemon.close();
    try (var files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
    }
  }

  private String ask(String word) throws IOException {
    return new ControlClient(folder.resolve("state/control.sock"), Duration.ofSeconds(60))
        .ask(word);
  }

  /** Names in a text, those of a histogram's parts without their endings. */
  private static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    Matcher m = NAME.matcher(text);
    while (m.find()) {
      names.add(m.group().replaceFirst("_(bucket|sum|count)$", ""));
    }
    return names;
  }

  @Test
  void everyMetricOfTheDashboardAndTheAlertsExists() throws IOException {
    configure("[dnsbl]\nenabled = true\n[spamd]\nenabled = true\n[virus]\nenabled = true");
    ask("reload");
    String exposed = ask("metrics");
    Set<String> known = new TreeSet<>();
    exposed.lines().filter(l -> l.startsWith("# TYPE ")).forEach(l -> known.add(l.split(" ")[2]));
    assertTrue(known.contains("mailweir_message_seconds"), known::toString);
    for (String file : List.of("etc/grafana/mailweir.json", "etc/prometheus/mailweir.rules.yml")) {
      Set<String> wanted = names(Files.readString(Path.of(file)));
      assertTrue(wanted.size() > 5, file);
      wanted.removeAll(known);
      wanted.remove("mailweir_source_unavailable"); // there only while a source is silent
      assertEquals(Set.of(), wanted, file + " names metrics that do not exist");
    }
  }

  @Test
  void everyLineOfTheMetricsIsOneThatPrometheusReads() throws IOException {
    Pattern line =
        Pattern.compile(
            "# (HELP|TYPE) mailweir_[a-z0-9_]+ .+"
                + "|mailweir_[a-z0-9_]+(\\{([a-z_]+=\"([^\"\\\\\n]|\\\\[\\\\\"n])*\",?)+\\})?"
                + " (-?[0-9.]+(E-?[0-9]+)?|NaN|\\+Inf)");
    ask("metrics").lines().forEach(l -> assertTrue(line.matcher(l).matches(), l));
  }

  @Test
  void theStatusIsOfThisDaemonAndAReloadIsRemembered() throws IOException {
    JsonObject status = JsonParser.parseString(ask("status")).getAsJsonObject();
    assertEquals(ProcessHandle.current().pid(), status.get("pid").getAsLong());
    assertEquals(0, status.getAsJsonArray("reasons").size());
    assertFalse(status.has("reload"));
    assertEquals("[]", ask("live"));
    configure("[policy]\nhodl = 3");
    assertTrue(ask("reload").contains("hodl"));
    JsonObject refused =
        JsonParser.parseString(ask("status")).getAsJsonObject().getAsJsonObject("reload");
    assertFalse(refused.get("good").getAsBoolean());
    assertTrue(ask("lines").contains("reload_failed 1"));
    configure("");
    assertTrue(JsonParser.parseString(ask("reload")).getAsJsonObject().get("good").getAsBoolean());
    assertTrue(ask("lines").contains("reload_failed 0"));
  }

  @Test
  void aMessageThatHangsInReinjectionIsSeenThereAndGoneAfterItsReply() throws Exception {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), outside)) {
      String dialogue =
          "EHLO x\r\nXFORWARD IDENT=4QUEUEID\r\nMAIL FROM:<anna@example.org>\r\n"
              + "RCPT TO:<a@x.example>\r\nRCPT TO:<b@x.example>\r\nRCPT TO:<c@x.example>\r\n"
              + "RCPT TO:<d@x.example>\r\nDATA\r\nSubject: s\r\n\r\ntext\r\n.\r\nQUIT\r\n";
      client.getOutputStream().write(dialogue.getBytes(StandardCharsets.US_ASCII));
      JsonObject seen = underWay();
      JsonObject letter = seen.getAsJsonObject("letter");
      assertEquals("REINJECT", seen.get("stage").getAsString());
      assertEquals("envelope", seen.get("doing").getAsString());
      assertEquals("4QUEUEID", letter.get("queueId").getAsString());
      assertEquals("anna@example.org", letter.get("sender").getAsString());
      assertEquals(4, letter.get("recipients").getAsInt());
      assertEquals(3, letter.getAsJsonArray("firstRecipients").size());
      assertTrue(ask("lines").contains("in_flight 1"));
      postfix.accept().close(); // hangs up
      postfix.close();
      String replies =
          new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertTrue(replies.contains("451 4.3.0 "), replies);
    }
    assertEquals("[]", ask("live"));
    assertTrue(ask("status").contains("the port behind us takes no mail since "), ask("status"));
    assertTrue(ask("lines").contains("healthy 0"));
    Run critical =
        Run.of("scripts/check_mailweir", "-s", folder.resolve("state/control.sock").toString());
    assertEquals(2, critical.code(), critical.out());
  }

  /** The one message that is here, once it has come as far as 10025. */
  private JsonObject underWay() throws Exception {
    for (int i = 0; i < 600; i++) {
      JsonArray live = JsonParser.parseString(ask("live")).getAsJsonArray();
      if (!live.isEmpty()
          && live.get(0).getAsJsonObject().get("doing").getAsString().equals("envelope")) {
        return live.get(0).getAsJsonObject();
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the message never came to 10025: " + ask("live"));
  }

  @Test
  void linesAreANameABlankAndAValue() throws IOException {
    ask("lines").lines().forEach(l -> assertTrue(l.matches("[a-z0-9_]+( [ -~]*)?"), l));
  }

  /** Runs a script of ours and gives its exit code and output. */
  private record Run(int code, String out) {
    static Run of(String... command) throws Exception {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String out = new String(process.getInputStream().readAllBytes());
      return new Run(process.waitFor(), out);
    }
  }

  @Test
  void thePluginAndTheFourLinesSayWhatTheDaemonSays() throws Exception {
    String socket = folder.resolve("state/control.sock").toString();
    Run good = Run.of("scripts/check_mailweir", "-s", socket);
    assertEquals(0, good.code(), good.out());
    assertTrue(good.out().startsWith("MAILWEIR OK - mail flows"), good.out());
    assertTrue(good.out().contains("| p99=0.0000s;15;60;0 waiting=0;50;500;0"), good.out());

    configure("[policy]\nhodl = 3");
    ask("reload");
    Run refused = Run.of("scripts/check_mailweir", "-s", socket);
    assertEquals(1, refused.code(), refused.out());
    assertTrue(refused.out().contains("WARNING - the last reload was refused |"), refused.out());

    assertEquals(3, Run.of("scripts/check_mailweir", "-w", "soon").code());
    Run mrtg = Run.of("scripts/mrtg-mailweir", "messages", socket);
    assertEquals(List.of("0", "0"), mrtg.out().lines().limit(2).toList(), mrtg.out());
    assertEquals(4, mrtg.out().lines().count());

    Path nobody = folder.resolve("state/nobody.sock");
    Run dead = Run.of("scripts/check_mailweir", "-s", nobody.toString());
    assertEquals(2, dead.code(), dead.out());
    Run unknown = Run.of("scripts/mrtg-mailweir", "latency", nobody.toString());
    assertEquals(List.of("UNKNOWN", "UNKNOWN"), unknown.out().lines().limit(2).toList());
  }
}
