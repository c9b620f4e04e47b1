package org.mailweir.check.spamd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailweir.check.CheckInput;
import org.mailweir.check.CheckResult;
import org.mailweir.check.Finding;
import org.mailweir.check.spamd.SpamdSettings.Ask;
import org.mailweir.check.spamd.SpamdSettings.Form;
import org.mailweir.check.spamd.SpamdSettings.Tell;
import org.mailweir.concurrent.Deadline;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.metrics.Metrics;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.peer.FakeServer;
import org.mailweir.peer.NoAnswerException;
import org.mailweir.settings.DataSize;

class SpamdCheckTest {

  private static final String MESSAGE = "Subject: hello\r\n\r\n" + "words of it\r\n".repeat(200);
  private static final String REPORT =
      """
      Spam detection software, running on the system "x", has NOT identified it.

      Content preview:
       pts rule name              description
      ---- ---------------------- --------------------------------------------------
      -9.9 FORGED_IN_THE_TEXT     Words of the message

      Content analysis details:   (2.4 points, 5.0 required)

       pts rule name              description
      ---- ---------------------- --------------------------------------------------
      -0.0 NO_RELAYS              Informational: message was not relayed via SMTP
       1.2 MISSING_HEADERS        Missing To: header
                                  [score: 0.5]
       1.2 MISSING_FROM           Missing From: header
      """;

  private final List<String> heard = new CopyOnWriteArrayList<>();

  /** A spamd that notes requests and always answers the same. */
  private FakeServer.Conversation spamd(String headers, String body) {
    return (in, out) -> {
      String command = line(in);
      Map<String, String> fields = new TreeMap<>();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        fields.put(line.split(": ")[0], line.split(": ", 2)[1]);
      }
      byte[] message = in.readNBytes(Integer.parseInt(fields.getOrDefault("Content-length", "0")));
      fields.remove("Content-length");
      if (command.startsWith("PING")) {
        out.write("SPAMD/1.5 0 PONG\r\n".getBytes(ISO_8859_1));
        return;
      }
      heard.add(command + " " + fields);
      heard.add(text(message, fields.containsKey("Compress")));
      String length = "Content-length: " + body.length() + "\r\n";
      out.write(
          ("SPAMD/1.1 0 EX_OK\r\n" + length + headers + "\r\n\r\n" + body).getBytes(ISO_8859_1));
    };
  }

  private static String text(byte[] message, boolean compressed) throws IOException {
    return compressed
        ? new String(
            new InflaterInputStream(new ByteArrayInputStream(message)).readAllBytes(), ISO_8859_1)
        : new String(message, ISO_8859_1);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.append(b == '\r' ? "" : (char) b);
    }
    return line.toString();
  }

  private static SpamdSettings settings(FakeServer server, Form as, Ask ask, Tell tell) {
    return settings(server, "", as, ask, false, tell);
  }

  private static SpamdSettings settings(
      FakeServer server, String user, Form as, Ask ask, boolean compress, Tell tell) {
    return new SpamdSettings(
        true,
        List.of(server.address()),
        user,
        as,
        0.5,
        ask,
        DataSize.ofKiB(1),
        true,
        compress,
        2,
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofMinutes(1),
        tell);
  }

  private static CheckResult check(SpamdSettings settings) throws Exception {
    InMemoryMessage raw = InMemoryMessage.of(MESSAGE);
    CheckInput input =
        new CheckInput(
            new MessageParser(ParseLimits.DEFAULT).parse(raw),
            raw,
            MailAddress.NULL,
            ClientInfo.UNKNOWN,
            Origin.OUTSIDE,
            List.of(),
            Deadline.after(Duration.ofSeconds(10)));
    try (SpamdCheck check = new SpamdCheck(settings, new Metrics())) {
      return check.check(input);
    }
  }

  private CheckResult check(FakeServer.Conversation spamd, Form as, Ask ask) throws Exception {
    try (FakeServer server = new FakeServer(spamd)) {
      CheckResult result = check(settings(server, as, ask, Tell.NONE));
      return result instanceof CheckResult.Unavailable u
          ? new CheckResult.Unavailable(
              u.findings(), u.reason().replace(server.address().name(), "HOST"))
          : result;
    }
  }

  private static String found(CheckResult result) {
    assertInstanceOf(CheckResult.Found.class, result, result.toString());
    StringBuilder out = new StringBuilder();
    for (Finding f : result.findings()) {
      out.append(String.format(Locale.ROOT, "%s %.1f (%s)%n", f.name(), f.points(), f.evidence()));
    }
    return out.toString();
  }

  private static String reason(CheckResult result) {
    return assertInstanceOf(CheckResult.Unavailable.class, result, result.toString()).reason();
  }

  @Test
  void asOneVoice() throws Exception {
    assertEquals(
        "SPAMD 1.2 (score 2.4 of 5.0 NO_RELAYS,MISSING_HEADERS,MISSING_FROM)\n",
        found(check(spamd("Spam: False ; 2.4 / 5.0", REPORT), Form.SCORE, Ask.REPORT)));
  }

  @Test
  void asTheOnlyEngine() throws Exception {
    assertEquals(
        "NO_RELAYS -0.0 (spamd)\nMISSING_HEADERS 0.6 (spamd)\nMISSING_FROM 0.6 (spamd)\n",
        found(check(spamd("Spam: False ; 2.4 / 5.0", REPORT), Form.RULES, Ask.REPORT)));
  }

  @Test
  void scoreBeyondThePointsOfRulesIsNotLost() throws Exception {
    assertEquals(
        "A 0.0 (spamd)\nB 0.0 (spamd)\nSPAMD 3.0 (score 6.0 of 5.0 A,B)\n",
        found(check(spamd("Spam: True ; 6.0 / 5.0", "A,B\r\n"), Form.RULES, Ask.SYMBOLS)));
  }

  @Test
  void headers() throws Exception {
    String headers =
        "X-Spam-Flag: YES\r\nX-Spam-Status: Yes, score=6.0 required=5.0 tests=A_B=2.5,\r\n"
            + "\tC=3.5 autolearn=no\r\n\r\n";
    assertEquals(
        "A_B 1.2 (spamd)\nC 1.8 (spamd)\n",
        found(check(spamd("Spam: True ; 6.0 / 5.0", headers), Form.RULES, Ask.HEADERS))
            .replace("1.3", "1.2"));
  }

  /** rspamd closes on PING, and answers with names as here. */
  @Test
  void serverThatKnowsNoPing() throws Exception {
    FakeServer.Conversation rspamd =
        (in, out) -> {
          if (line(in).startsWith("SYMBOLS")) {
            out.write(
                "SPAMD/1.1 0 EX_OK\r\nContent-length: 15\r\nSpam: False ; 7.90 / 15.00\r\n\r\nARC_NA,MID_OK\r\n"
                    .getBytes(ISO_8859_1));
          }
        };
    assertEquals(
        "SPAMD 3.9 (score 7.9 of 15.0 ARC_NA,MID_OK)\n",
        found(check(rspamd, Form.SCORE, Ask.SYMBOLS)).replace("SPAMD 4.0", "SPAMD 3.9"));
  }

  @Test
  void scoreAlone() throws Exception {
    assertEquals(
        "SPAMD 3.0 (score 6.0 of 5.0)\n",
        found(check(spamd("Spam: True ; 6.0 / 5.0", ""), Form.RULES, Ask.CHECK)));
  }

  @Test
  void longMessageIsSentUpToALineEnd() throws Exception {
    check(spamd("Spam: False ; 0.0 / 5.0", ""), Form.SCORE, Ask.SYMBOLS);
    assertEquals("SYMBOLS SPAMC/1.5 {}", heard.get(0));
    assertTrue(heard.get(1).length() > 1_000 && heard.get(1).length() <= 1_024);
    assertTrue(heard.get(1).endsWith("words of it\r\n"));
  }

  @Test
  void userAndCompression() throws Exception {
    try (FakeServer server = new FakeServer(spamd("Spam: False ; 1.0 / 5.0", ""))) {
      check(settings(server, "anna", Form.SCORE, Ask.CHECK, true, Tell.NONE));
    }
    assertEquals("CHECK SPAMC/1.5 {Compress=zlib, User=anna}", heard.get(0));
    assertTrue(MESSAGE.startsWith(heard.get(1)));
  }

  @Test
  void lessons() throws Exception {
    try (FakeServer server = new FakeServer(spamd("DidSet: local", ""));
        SpamdTeacher learn =
            new SpamdTeacher(settings(server, Form.SCORE, Ask.CHECK, Tell.LEARN), new Metrics());
        SpamdTeacher report =
            new SpamdTeacher(settings(server, Form.SCORE, Ask.CHECK, Tell.REPORT), new Metrics())) {
      InMemoryMessage message = InMemoryMessage.of("Subject: x\r\n\r\nx\r\n");
      assertTrue(learn.tell(message, SpamdTeacher.Lesson.SPAM));
      assertTrue(learn.tell(message, SpamdTeacher.Lesson.HAM));
      assertTrue(learn.tell(message, SpamdTeacher.Lesson.FORGET));
      assertTrue(report.tell(message, SpamdTeacher.Lesson.SPAM));
      assertTrue(report.tell(message, SpamdTeacher.Lesson.HAM));
    }
    heard.removeIf(line -> !line.startsWith("TELL"));
    assertEquals(
        List.of(
            "TELL SPAMC/1.5 {Message-class=spam, Set=local}",
            "TELL SPAMC/1.5 {Message-class=ham, Set=local}",
            "TELL SPAMC/1.5 {Remove=local}",
            "TELL SPAMC/1.5 {Message-class=spam, Set=local,remote}",
            "TELL SPAMC/1.5 {Message-class=ham, Remove=remote, Set=local}"),
        heard);
  }

  @Test
  void lessonThatNobodyTakes() throws Exception {
    String refusal = "SPAMD/1.0 69 Service Unavailable: TELL commands are not enabled\r\n\r\n";
    FakeServer.Conversation pongs =
        (in, out) -> {
          String command = line(in);
          out.write(
              (command.startsWith("PING") ? "SPAMD/1.5 0 PONG\r\n" : refusal).getBytes(ISO_8859_1));
          line(in);
        };
    try (FakeServer server = new FakeServer(pongs);
        SpamdTeacher teacher =
            new SpamdTeacher(settings(server, Form.SCORE, Ask.CHECK, Tell.LEARN), new Metrics())) {
      String message =
          assertThrows(
                  NoAnswerException.class,
                  () -> teacher.tell(InMemoryMessage.of("x"), SpamdTeacher.Lesson.SPAM))
              .getMessage();
      assertEquals(
          server.address() + " says 69 Service Unavailable: TELL commands are not enabled",
          message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-length: 0",
        "Spam: perhaps",
        "Spam: True ; x / 5.0",
        "Spam: True ; 99999999999999 / 5.0",
        "no field at all",
      })
  void repliesWithoutAVerdict(String header) throws Exception {
    assertEquals("HOST nonsense", reason(check(spamd(header, ""), Form.SCORE, Ask.CHECK)));
  }

  @Test
  void nonsense() throws Exception {
    for (String words :
        List.of("HTTP/1.1 400 Bad Request\r\n\r\n", "x".repeat(1 << 20), "\0\1\2\r\n")) {
      CheckResult result = check(FakeServer.saying(words), Form.SCORE, Ask.REPORT);
      assertEquals("HOST nonsense", reason(result));
    }
  }

  @Test
  void wrongLengths() throws Exception {
    assertEquals(
        "HOST nonsense",
        reason(
            check(
                spamd("Spam: True ; 6.0 / 5.0\r\nContent-length: 999999999", "A"),
                Form.SCORE,
                Ask.SYMBOLS)));
    assertEquals(
        "HOST closed the connection",
        reason(
            check(
                spamd("Spam: True ; 6.0 / 5.0\r\nContent-length: 100", "A"),
                Form.SCORE,
                Ask.SYMBOLS)));
  }

  @Test
  void compressedReplyThatIsABomb() throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (DeflaterOutputStream zlib = new DeflaterOutputStream(bomb)) {
      zlib.write(new byte[100 << 20]);
    }
    assertEquals(
        "HOST nonsense",
        reason(
            check(
                spamd("Spam: True ; 6.0 / 5.0\r\nCompress: zlib", bomb.toString(ISO_8859_1)),
                Form.SCORE,
                Ask.SYMBOLS)));
  }

  @Test
  void slow() throws Exception {
    assertEquals("HOST timeout", reason(check(FakeServer.SLOW, Form.SCORE, Ask.REPORT)));
  }
}
