package org.mailweir.reinject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mailweir.reinject.ScriptedServer.usual;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mailweir.concurrent.Deadline;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Envelope;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.Recipient;
import org.mailweir.metrics.Metrics;
import org.mailweir.net.Endpoint;
import org.mailweir.reinject.ReinjectTransaction.Committed;

/** The way back into Postfix, with a 10025 that answers as a test wants. */
class SmtpReinjectorTest {

  private static final ClientInfo CLIENT =
      new ClientInfo("n", "192.0.2.1", null, null, "a b=+é", "Q1", "REMOTE");

  private final Metrics metrics = new Metrics();
  private ScriptedServer server;
  private SmtpReinjector reinjector;

  private void start(ScriptedServer.Script script) throws IOException {
    server = new ScriptedServer(script);
    reinjector = reinjector(server.port());
  }

  private SmtpReinjector reinjector(int port) {
    return new SmtpReinjector(
        new ReinjectSettings(
            new Endpoint("127.0.0.1", port),
            "us",
            3,
            1_000,
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60)),
        metrics);
  }

  @AfterEach
  void stop() throws IOException {
    reinjector.close();
    if (server != null) {
      server.close();
    }
  }

  private static Envelope envelope(Recipient... recipients) {
    return new Envelope(
        new MailAddress("\"a>b\"@x"),
        new MailParameters("8BITMIME", true, "FULL", "QQ+2B1"),
        List.of(recipients));
  }

  /** Runs a whole transaction and gives its last reply. */
  private String run(String message) {
    return switch (reinjector.open(envelope(Recipient.of("r@x")), CLIENT)) {
      case Opening.NotOpened(SmtpReply reply) -> "not opened: " + reply;
      case Opening.Opened(ReinjectTransaction tx) -> {
        try (tx) {
          SmtpReply sent = tx.send(out -> out.write(message.getBytes(StandardCharsets.UTF_8)));
          yield sent.isPositive() ? commit(tx) : "not sent: " + sent;
        }
      }
    };
  }

  private static String commit(ReinjectTransaction tx) {
    tx.dot();
    return switch (tx.answer(Deadline.after(Duration.ofSeconds(2)))) {
      case Committed.Answered(SmtpReply reply) -> reply.toString();
      case Committed.Unknown unknown -> "unknown";
    };
  }

  @Test
  void everythingOfTheEnvelopeArrives() throws IOException {
    start((n, command) -> usual(command));
    Recipient one = new Recipient(new MailAddress("u@ex_ample.org"), "NEVER", "rfc822;x+2By@z");
    try (ReinjectTransaction tx =
        ((Opening.Opened) reinjector.open(envelope(one), CLIENT)).transaction()) {
      tx.send(out -> out.write("A: b\r\n\r\n.x\r\n..\r\n".getBytes(StandardCharsets.US_ASCII)));
      commit(tx);
    }
    assertEquals(
        List.of(
            "EHLO us",
            "XFORWARD ADDR=192.0.2.1 HELO=a+20b+3D+2B+C3+A9 IDENT=Q1",
            "MAIL FROM:<\"a>b\"@x> BODY=8BITMIME SMTPUTF8 RET=FULL ENVID=QQ+2B1",
            "RCPT TO:<u@ex_ample.org> NOTIFY=NEVER ORCPT=rfc822;x+2By@z",
            "DATA",
            "message"),
        server.commands);
    assertEquals(List.of("A: b||..x|..."), server.messages);
  }

  @Test
  void aServerThatTakesNoSenderIsNotAvailable() throws IOException {
    AtomicBoolean refuses = new AtomicBoolean(true);
    start(
        (n, command) ->
            command.startsWith("MAIL") && refuses.get()
                ? "452 4.3.1 Insufficient system storage"
                : usual(command));
    run("A: b\r\n\r\n");
    assertEquals(
        "MAIL was answered 452 4.3.1 Insufficient system storage",
        metrics.sources().silent().get("reinject").reason());
    refuses.set(false);
    run("A: b\r\n\r\n");
    assertEquals(Map.of(), metrics.sources().silent());
  }

  @Test
  void nothingIsSaidThatTheServerDoesNotOffer() throws IOException {
    start((n, command) -> command.startsWith("EHLO") ? "250 x" : usual(command));
    run("A: b\r\n\r\n");
    assertEquals(
        List.of("EHLO us", "MAIL FROM:<\"a>b\"@x>", "RCPT TO:<r@x>", "DATA", "message"),
        server.commands);
  }

  @Test
  void aThousandRecipientsEachHaveTheirReply() throws IOException {
    start(
        (n, command) ->
            command.matches("RCPT TO:<u\\d*7@x>.*") ? "550 5.1.1 no seven" : usual(command));
    Recipient[] thousand =
        IntStream.range(0, 1_000)
            .mapToObj(i -> Recipient.of("u" + i + "@x"))
            .toArray(Recipient[]::new);
    try (ReinjectTransaction tx =
        ((Opening.Opened) reinjector.open(envelope(thousand), CLIENT)).transaction()) {
      List<SmtpReply> replies = tx.recipientReplies();
      for (int i = 0; i < 1_000; i++) {
        assertEquals(i % 10 != 7, replies.get(i).isPositive(), "recipient " + i);
      }
    }
  }

  @Test
  void aConnectionIsUsedAgainAndADeadOneReplacedOnceSilently() throws IOException {
    int[] messages = {0};
    start(
        (n, command) -> {
          if (command.startsWith("XFORWARD") && n == 1 && messages[0] == 2) {
            return null; // hung up while it was idle
          }
          messages[0] += command.equals("message") ? 1 : 0;
          return usual(command);
        });
    for (int i = 0; i < 3; i++) {
      assertEquals("250 2.0.0 Ok: queued as S1", run("A: b\r\n\r\n" + i + "\r\n"));
    }
    assertTrue(server.connections() > 1, "the dead one was replaced");
    assertEquals(List.of("A: b||0", "A: b||1", "A: b||2"), server.messages);
  }

  @Test
  void a421OnAPooledConnectionIsReplacedToo() throws IOException {
    start(
        (n, command) ->
            n == 1 && server.messages.size() == 1 && command.startsWith("MAIL")
                ? "421 4.4.2 timeout"
                : usual(command));
    assertEquals("250 2.0.0 Ok: queued as S1", run("A: b\r\n\r\n"));
    assertEquals("250 2.0.0 Ok: queued as S1", run("A: b\r\n\r\n"));
  }

  @Test
  void aServerThatIsNotThereOrDoesNotWantUsIsTemporary() throws IOException {
    reinjector = reinjector(1);
    assertTrue(run("").startsWith("not opened: 451 4.3.0"));
    reinjector.close();
    start((n, command) -> "554 5.0.0 go away");
    assertTrue(run("").startsWith("not opened: 451 4.3.0"), "a greeting is never a bounce");
  }

  @Test
  void aRefusalOfOurSyntaxIsOurBugAndNeverABounce() throws IOException {
    start((n, command) -> command.startsWith("MAIL") ? "501 5.1.7 Bad sender" : usual(command));
    assertTrue(run("").startsWith("not opened: 451 4.3.0"));
  }

  @Test
  void aRefusalOfTheMailIsPassedOn() throws IOException {
    start((n, command) -> command.startsWith("MAIL") ? "550 5.7.1 not you" : usual(command));
    assertEquals("not opened: 550 5.7.1 not you", run(""));
  }

  @Test
  void noAnswerToTheDotIsUnknownAndTheConnectionIsNotUsedAgain() throws IOException {
    start((n, command) -> command.equals("message") && n == 1 ? null : usual(command));
    assertEquals("unknown", run("A: b\r\n\r\n"));
    assertEquals("250 2.0.0 Ok: queued as S1", run("A: b\r\n\r\n"));
    assertEquals(2, server.connections());
  }

  @Test
  void givingUpBeforeTheDotDeliversNothing() throws IOException {
    start((n, command) -> usual(command));
    try (ReinjectTransaction tx =
        ((Opening.Opened) reinjector.open(envelope(Recipient.of("r@x")), CLIENT)).transaction()) {
      tx.send(out -> out.write("A: b\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
    }
    assertEquals("250 2.0.0 Ok: queued as S1", run("B: c\r\n\r\n"));
    assertEquals(List.of("B: c|"), server.messages);
  }

  @Test
  void hostileRepliesAreBoundedAndMadePrintable() throws IOException {
    String esc =
        "250-" + "x".repeat(100_000) + "\r\n" + "250-y\r\n".repeat(50) + "250 a\u001b[2J\u0000b";
    start((n, command) -> command.startsWith("RCPT") ? esc : usual(command));
    try (ReinjectTransaction tx =
        ((Opening.Opened) reinjector.open(envelope(Recipient.of("r@x")), CLIENT)).transaction()) {
      assertEquals("250 a [2J b", tx.recipientReplies().getFirst().toString());
    }
  }

  @Test
  void anEndlessReplyOrNoReplyAtAllIsAnError() throws IOException {
    start((n, command) -> command.startsWith("MAIL") ? "250-x\r\n".repeat(5_000) : usual(command));
    assertTrue(run("").startsWith("not opened: 451"));
    reinjector.close();
    server.close();
    start((n, command) -> command.startsWith("MAIL") ? "what?" : usual(command));
    assertTrue(run("").startsWith("not opened: 451"));
  }

  @Test
  void answersThatMakeNoSenseAreTemporary() throws IOException {
    start((n, command) -> command.equals("DATA") ? "250 sure" : usual(command));
    assertTrue(run("A: b\r\n\r\n").startsWith("not sent: 451"));
    reinjector.close();
    server.close();
    start((n, command) -> command.equals("message") ? "354 what now" : usual(command));
    assertTrue(run("A: b\r\n\r\n").startsWith("451 4.3.0"));
    reinjector.close();
    server.close();
    start((n, command) -> command.equals("message") ? "999 no" : usual(command));
    assertEquals("unknown", run("A: b\r\n\r\n"));
  }

  @Test
  void aServerThatStopsReadingIsGivenUp() throws IOException {
    start(
        (n, command) ->
            command.equals("DATA") ? "354 go\r\n" + ScriptedServer.DEAF : usual(command));
    assertTrue(run("x".repeat(30_000_000)).startsWith("not sent: 451"));
  }

  @Test
  void aServerWithoutPipeliningIsAskedStepByStep() throws IOException {
    start(
        (n, command) ->
            command.startsWith("EHLO")
                ? ScriptedServer.EHLO.replace("250-PIPELINING\r\n", "")
                : usual(command));
    assertEquals("250 2.0.0 Ok: queued as S1", run("A: b\r\n\r\n"));
    assertTrue(server.commandsBeforeReply() <= 1, "no command before the reply to the last one");
  }

  @Test
  void aBareLineEndNeverReachesTheWire() throws IOException {
    start((n, command) -> usual(command));
    run("A: b\r\n\r\nx\n.\ny\r.\r\nz");
    assertEquals(List.of("A: b||x|..|y .|z"), server.messages);
  }

  @Test
  void whoeverHasAPlaceGetsAConnection() throws Exception {
    start((n, command) -> usual(command));
    try (Reinjector.Reservation all = reinjector.reserve(3)) {
      for (int i = 0; i < 3; i++) {
        assertInstanceOf(
            Opening.Opened.class, reinjector.open(envelope(Recipient.of("r@x")), CLIENT));
      }
    }
    assertEquals(3, server.connections());
  }
}
