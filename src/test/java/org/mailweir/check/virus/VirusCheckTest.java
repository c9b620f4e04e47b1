package org.mailweir.check.virus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailweir.check.CheckInput;
import org.mailweir.check.CheckResult;
import org.mailweir.check.Finding;
import org.mailweir.concurrent.Deadline;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.metrics.Metrics;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.peer.FakeServer;
import org.mailweir.settings.DataSize;

class VirusCheckTest {

  private static final String MESSAGE = "Subject: hello\r\n\r\n" + "words\r\n".repeat(20_000);

  /** A clamd that finds what is said, and answers the message that it got otherwise. */
  private static FakeServer.Conversation clamd(String answer, ByteArrayOutputStream got) {
    return (in, out) -> {
      DataInputStream data = new DataInputStream(in);
      int number = 0;
      for (String command = command(in); !command.isEmpty(); command = command(in)) {
        switch (command) {
          case "zIDSESSION" -> {}
          case "zPING" -> say(out, ++number + ": PONG");
          default -> {
            for (int n = data.readInt(); n > 0; n = data.readInt()) {
              got.writeBytes(data.readNBytes(n));
            }
            say(out, ++number + ": " + answer);
          }
        }
      }
    };
  }

  private static String command(InputStream in) throws IOException {
    StringBuilder command = new StringBuilder();
    for (int b = in.read(); b > 0; b = in.read()) {
      command.append((char) b);
    }
    return command.toString();
  }

  private static void say(OutputStream out, String words) throws IOException {
    out.write((words + "\0").getBytes(ISO_8859_1));
  }

  private static VirusSettings settings(FakeServer server) {
    return settings(server, Duration.ofSeconds(2));
  }

  private static VirusSettings settings(FakeServer server, Duration answer) {
    VirusSettings usual = VirusSettings.DEFAULT;
    return new VirusSettings(
        true,
        true,
        List.of(server.address()),
        2,
        Duration.ofMillis(500),
        answer,
        Duration.ofMinutes(1),
        DataSize.ofMiB(1),
        usual.spamSignatures());
  }

  private static CheckResult check(String message, VirusSettings settings) throws Exception {
    try (VirusCheck check = new VirusCheck(settings, (name, worth) -> worth, new Metrics())) {
      return check.check(input(message));
    }
  }

  private static CheckInput input(String message) {
    InMemoryMessage raw = InMemoryMessage.of(message);
    return new CheckInput(
        new MessageParser(ParseLimits.DEFAULT).parse(raw),
        raw,
        MailAddress.NULL,
        ClientInfo.UNKNOWN,
        Origin.OUTSIDE,
        List.of(),
        Deadline.after(Duration.ofSeconds(10)));
  }

  private static CheckResult check(FakeServer.Conversation conversation) throws Exception {
    try (FakeServer server = new FakeServer(conversation)) {
      CheckResult result = check(MESSAGE, settings(server));
      return result instanceof CheckResult.Unavailable u
          ? new CheckResult.Unavailable(
              u.findings(), u.reason().replace(server.address().name(), "HOST"))
          : result;
    }
  }

  private static String reason(CheckResult result) {
    return assertInstanceOf(CheckResult.Unavailable.class, result).reason();
  }

  @Test
  void cleanMessageArrivesWhole() throws Exception {
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    assertEquals(CheckResult.Found.NOTHING, check(clamd("stream: OK", got)));
    assertEquals(MESSAGE, got.toString(ISO_8859_1));
  }

  @ParameterizedTest
  @CsvSource({
    "Win.Test.EICAR_HDB-1, VIRUS, 20",
    "Win.Test.EICAR_HDB-1.UNOFFICIAL, VIRUS, 20",
    "Sanesecurity.Malware.28.UNOFFICIAL, VIRUS, 20",
    "Sanesecurity.Junk.1234.UNOFFICIAL, VIRUS_SPAM_SIGNATURE, 4",
    "Heuristics.Phishing.Email.SpoofedDomain, VIRUS_SPAM_SIGNATURE, 5",
    "PUA.Win.Packer.UPX, VIRUS_SPAM_SIGNATURE, 1.5",
  })
  void signatures(String signature, String finding, double points) throws Exception {
    CheckResult result =
        check(clamd("stream: " + signature + " FOUND", new ByteArrayOutputStream()));
    Finding only = assertInstanceOf(CheckResult.Found.class, result).findings().getFirst();
    assertEquals(List.of(finding, signature), List.of(only.name(), only.evidence()));
    assertEquals(points, only.points());
  }

  @Test
  void refusedForItsSizeIsSaidAndNotTriedForEver() throws Exception {
    FakeServer.Conversation small =
        (in, out) -> {
          command(in);
          command(in);
          say(out, "1: PONG");
          command(in);
          in.readNBytes(50_000);
          say(out, "INSTREAM size limit exceeded. ERROR");
          in.transferTo(OutputStream.nullOutputStream());
        };
    Finding only = assertInstanceOf(CheckResult.Found.class, check(small)).findings().getFirst();
    assertEquals(
        "VIRUS_UNSCANNED larger than clamd's StreamMaxLength", only.name() + " " + only.evidence());
  }

  @Test
  void tooLargeForUsIsSaid() throws Exception {
    try (FakeServer server = new FakeServer(FakeServer.SLOW)) {
      CheckResult result = check(MESSAGE + "x".repeat(1 << 20), settings(server));
      assertEquals("VIRUS_UNSCANNED", result.findings().getFirst().name());
      assertEquals(0, server.connections());
    }
  }

  @Test
  void slow() throws Exception {
    assertEquals("clamd HOST timeout", reason(check(FakeServer.SLOW)));
  }

  /** A clamd that never comes to an end with a message that says SLOW. */
  private static FakeServer.Conversation slowWithSome() {
    return (in, out) -> {
      ByteArrayOutputStream got = new ByteArrayOutputStream();
      DataInputStream data = new DataInputStream(in);
      for (String command = command(in); !command.isEmpty(); command = command(in)) {
        if (command.equals("zPING")) {
          say(out, "1: PONG");
        } else if (command.equals("zINSTREAM")) {
          got.reset();
          for (int n = data.readInt(); n > 0; n = data.readInt()) {
            got.writeBytes(data.readNBytes(n));
          }
          if (got.toString(ISO_8859_1).contains("SLOW")) {
            FakeServer.SLOW.hold(in, out);
          }
          say(out, "2: stream: OK");
        }
      }
    };
  }

  private static VirusCheck impatient(FakeServer server) {
    return new VirusCheck(
        settings(server, Duration.ofMillis(300)), (name, worth) -> worth, new Metrics());
  }

  @Test
  void slowMessagesSayNothingAboutTheScanner() throws Exception {
    try (FakeServer server = new FakeServer(slowWithSome());
        VirusCheck check = impatient(server)) {
      for (int i = 0; i < 5; i++) {
        assertEquals(
            "clamd " + server.address() + " timeout",
            reason(check.check(input("Subject: " + i + "\r\n\r\nSLOW\r\n"))));
      }
      assertEquals(CheckResult.Found.NOTHING, check.check(input("Subject: x\r\n\r\nok\r\n")));
    }
  }

  @Test
  void messageThatIsAlwaysSlowGoesOnTheThirdTime() throws Exception {
    String message = "Subject: x\r\n\r\nSLOW\r\n";
    try (FakeServer server = new FakeServer(slowWithSome());
        VirusCheck check = impatient(server)) {
      assertInstanceOf(CheckResult.Unavailable.class, check.check(input(message)));
      assertInstanceOf(CheckResult.Unavailable.class, check.check(input(message)));
      Finding only = check.check(input(message)).findings().getFirst();
      assertEquals(
          "VIRUS_UNSCANNED Took the virus scanner too long: 3 times, clamd "
              + server.address()
              + " timeout",
          only.name() + " " + only.description() + ": " + only.evidence());
    }
  }

  @Test
  void scannerThatHangsIsLeftAlone() throws Exception {
    try (FakeServer server = new FakeServer(slowWithSome());
        VirusCheck check = impatient(server)) {
      CheckInput any = input("Subject: x\r\n\r\nok\r\n");
      assertEquals(CheckResult.Found.NOTHING, check.check(any));
      check.check(input("Subject: x\r\n\r\nSLOW\r\n"));
      server.behave(FakeServer.SLOW);
      for (int i = 0; i < 3; i++) {
        assertEquals("clamd " + server.address() + " timeout", reason(check.check(any)));
      }
      assertEquals(
          "clamd " + server.address() + " left alone after: timeout", reason(check.check(any)));
    }
  }

  @Test
  void nonsense() throws Exception {
    assertEquals(
        "clamd HOST nonsense", reason(check(FakeServer.saying("\u0001\u0002 HTTP/1.1 400\r\n\0"))));
    assertEquals("clamd HOST nonsense", reason(check(FakeServer.saying("x".repeat(1 << 20)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream: maybe", "stream", "", "FOUND", "OK"})
  void answersThatSayNothing(String answer) throws Exception {
    assertEquals("clamd HOST nonsense", reason(check(clamd(answer, new ByteArrayOutputStream()))));
  }

  @Test
  void closedInMidReply() throws Exception {
    FakeServer.Conversation cut =
        (in, out) -> {
          command(in);
          command(in);
          say(out, "1: PONG");
          command(in);
          DataInputStream data = new DataInputStream(in);
          for (int n = data.readInt(); n > 0; n = data.readInt()) {
            data.readNBytes(n);
          }
          out.write("2: stream: Eica".getBytes(ISO_8859_1));
        };
    assertEquals("clamd HOST closed the connection", reason(check(cut)));
  }

  @Test
  void dead() throws Exception {
    FakeServer server = new FakeServer(FakeServer.SLOW);
    server.close();
    assertEquals(
        "clamd " + server.address() + " refused", reason(check(MESSAGE, settings(server))));
  }

  @Test
  void wrongEntryOfTheTableIsNamed() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> SignatureTable.of(List.of("PUA.* many")))
            .getMessage();
    assertEquals(
        "spam_signatures: \"PUA.* many\" is no entry such as \"Sanesecurity.* 4\"", message);
  }
}
