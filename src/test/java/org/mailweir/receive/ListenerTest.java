package org.mailweir.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.act.RecipientResult;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Origin;
import org.mailweir.metrics.Metrics;
import org.mailweir.net.Endpoint;
import org.mailweir.net.Networks;
import org.mailweir.net.Octets;
import org.mailweir.reinject.SmtpReply;

/** The dialogue on 10024. */
class ListenerTest {

  @TempDir Path spool;
  private Dialogue filter;
  private Dialogue.Client client;

  @BeforeEach
  void connect() throws IOException {
    filter = new Dialogue(spool);
    client = filter.connect();
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    filter.close();
  }

  @Test
  void lmtpAnswersForEachRecipientInOrder() throws Exception {
    filter.answer(
        r ->
            switch (r.address().localPart()) {
              case "ok" -> Dialogue.delivered(r);
              case "later" -> new RecipientResult.Deferred(r, new SmtpReply(451, "4.3.0 later"));
              default -> new RecipientResult.Refused(r, new SmtpReply(550, "5.1.1 nobody"));
            });
    client.open("LHLO", "later@x", "ok@x", "no@x");
    assertEquals("451 4.3.0 later", client.ask("Subject: a\r\n\r\n."));
    assertEquals("250 2.0.0 Ok: queued as X1", client.reply());
    assertEquals("550 5.1.1 nobody", client.reply());
  }

  @Test
  void smtpAnswersMixedOutcomesWithATemporaryFailure() throws Exception {
    filter.answer(
        r ->
            r.address().localPart().equals("ok")
                ? Dialogue.delivered(r)
                : new RecipientResult.Refused(r, new SmtpReply(550, "5.1.1 nobody")));
    client.open("EHLO", "ok@x", "no@x");
    assertTrue(client.ask("Subject: a\r\n\r\n.").startsWith("451 4.3.0"));
    client.open("EHLO", "no@x", "no@y");
    assertEquals("550 5.1.1 nobody", client.ask("Subject: a\r\n\r\n."));
  }

  @Test
  void twoMessagesInOneWriteAreTwoMessages() throws Exception {
    String one =
        "MAIL FROM:<a@x>\r\nRCPT TO:<b@x>\r\nDATA\r\nSubject: one\r\n\r\n.\r\n"
            + "MAIL FROM:<a@x>\r\nRCPT TO:<b@x>\r\nDATA\r\nSubject: two\r\n\r\n.\r\nQUIT\r\n";
    client.ask("EHLO me");
    client.raw(one);
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      codes.add(client.reply().substring(0, 3));
    }
    assertEquals(List.of("250", "250", "354", "250", "250", "250", "354", "250", "221"), codes);
    assertEquals(
        List.of("Subject: one\r\n\r\n", "Subject: two\r\n\r\n"),
        filter.await(2).stream().map(Dialogue.Received::message).toList());
  }

  @Test
  void xforwardIsDecodedAndEndsWithTheTransaction() throws Exception {
    client.ask("LHLO me");
    assertEquals(
        "250 2.0.0 Ok",
        client.ask("XFORWARD NAME=mail.example ADDR=IPv6:2001:db8::1 HELO=a+20b IDENT=3cXyZ"));
    client.ask("XFORWARD SOURCE=REMOTE PROTO=ESMTP PORT=[UNAVAILABLE]");
    client.ask("MAIL FROM:<a@x>");
    client.ask("RCPT TO:<b@x>");
    client.ask("DATA");
    client.ask("\r\n.");
    assertEquals(
        new ClientInfo("mail.example", "IPv6:2001:db8::1", null, "ESMTP", "a b", "3cXyZ", "REMOTE"),
        filter.await(1).getFirst().tx().client());
    client.open("LHLO", "b@x");
    client.ask("\r\n.");
    assertEquals(ClientInfo.UNKNOWN, filter.await(2).getLast().tx().client());
  }

  @Test
  void anEncodedLineEndInXforwardIsDropped() throws Exception {
    client.ask("LHLO me");
    assertEquals("250 2.0.0 Ok", client.ask("XFORWARD HELO=a+0D+0AMAIL+20FROM NAME=ok"));
    client.ask("MAIL FROM:<a@x>");
    client.ask("RCPT TO:<b@x>");
    client.ask("DATA");
    client.ask("\r\n.");
    ClientInfo got = filter.await(1).getFirst().tx().client();
    assertEquals(null, got.helo());
    assertEquals("ok", got.name());
  }

  @Test
  void badCommandsGetAnAnswerAndTheSessionGoesOn() throws Exception {
    assertTrue(client.ask("MAIL FROM:<a@x>").startsWith("503"), "MAIL before EHLO");
    client.ask("EHLO me");
    assertTrue(client.ask("RCPT TO:<a@x>").startsWith("503"));
    assertTrue(client.ask("DATA").startsWith("503"));
    assertTrue(client.ask("MAIL FROM:a@x").startsWith("451"), "never a bounce");
    assertTrue(client.ask("MAIL FROM:<a@x").startsWith("451"));
    assertTrue(client.ask("MAIL FROM:<a@x>garbage").startsWith("451"));
    assertTrue(client.ask("XFORWARD BOGUS=1").startsWith("501"));
    assertTrue(client.ask("").startsWith("451"));
    assertTrue(client.ask("\u00ff\u00fe").startsWith("502"), "not UTF-8");
    assertTrue(client.ask("NOOP\nNOOP").startsWith("451"), "bare LF");
    assertTrue(client.ask("x".repeat(9_000)).startsWith("451"), "too long");
    assertTrue(client.ask("MAIL FROM:<>").startsWith("250"));
    assertTrue(client.ask("MAIL FROM:<b@x>").startsWith("503"), "nested");
    assertTrue(client.ask("RCPT TO:<>").startsWith("451"));
    assertTrue(client.ask("DATA").startsWith("554"), "no recipients");
    assertEquals("250 2.0.0 Ok", client.ask("RSET"));
    assertEquals("221 2.0.0 Bye", client.ask("QUIT"));
    assertEquals("closed", client.reply());
  }

  @Test
  void longParametersAreNoProblem() throws Exception {
    client.ask("EHLO me");
    client.ask("MAIL FROM:<a@x>");
    String orcpt = "rfc822;" + "+41".repeat(700);
    assertEquals("250 2.1.5 Ok", client.ask("RCPT TO:<b@x> ORCPT=" + orcpt));
  }

  @Test
  void utf8AddressesComeWithAndWithoutTheKeyword() throws Exception {
    String wire =
        new String("jörg@例え.jp".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    client.ask("EHLO me");
    assertEquals("250 2.1.0 Ok", client.ask("MAIL FROM:<" + wire + ">"));
    assertEquals("250 2.1.5 Ok", client.ask("RCPT TO:<" + wire + ">"));
    client.ask("DATA");
    client.ask("\r\n.");
    assertEquals(List.of("jörg@例え.jp"), filter.await(1).getFirst().recipients());
  }

  @Test
  void anAddressInAnyOtherCharsetKeepsItsBytes() throws Exception {
    client.ask("EHLO me");
    assertEquals("250 2.1.0 Ok", client.ask("MAIL FROM:<m\u00fcller@x>"));
    assertEquals("250 2.1.5 Ok", client.ask("RCPT TO:<\u00e9t\u00e9@x>"));
    client.ask("DATA");
    client.ask("\r\n.");
    String sender = filter.await(1).getFirst().tx().envelope().sender().text();
    assertEquals("m\u00fcller@x", new String(Octets.bytes(sender), StandardCharsets.ISO_8859_1));
  }

  @Test
  void recipientsAboveTheLimitAreAskedToComeLater() throws Exception {
    client.ask("EHLO me");
    client.ask("MAIL FROM:<a@x>");
    for (int i = 0; i < 10; i++) {
      assertTrue(client.ask("RCPT TO:<u" + i + "@x>").startsWith("250"));
    }
    assertTrue(client.ask("RCPT TO:<u10@x>").startsWith("452 4.5.3"));
  }

  @Test
  void aLargeMessageGoesThroughTheSpoolUnchangedAndLeavesNothingBehind() throws Exception {
    String body = "0123456789 .".repeat(20) + "\r\n";
    String message = "Subject: big\r\n\r\n" + body.repeat(2_000);
    client.open("EHLO", "a@x");
    client.raw(message + ".\r\n");
    assertTrue(client.reply().startsWith("250"));
    assertEquals(message, filter.await(1).getFirst().message());
    client.ask("NOOP");
    try (var files = java.nio.file.Files.list(spool)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void aClientThatHungUpIsNoticedAndOneThatWaitsIsNot() throws Exception {
    List<Boolean> gone = new ArrayList<>();
    filter.answer(
        r -> {
          gone.add(filter.received.getLast().tx().clientGone().getAsBoolean());
          return Dialogue.delivered(r);
        });
    client.open("EHLO", "a@x");
    client.ask("Subject: waits\r\n\r\n.");
    Dialogue.Client impatient = filter.connect();
    impatient.open("EHLO", "a@x");
    impatient.raw("Subject: goes\r\n\r\n.\r\n");
    impatient.close();
    filter.await(2);
    for (int i = 0; i < 500 && gone.size() < 2; i++) {
      Thread.sleep(10);
    }
    assertEquals(List.of(false, true), gone);
  }

  @Test
  void onShutdownIdleSessionsAreClosedAndATransactionMayFinish() throws Exception {
    Dialogue.Client idle = filter.connect();
    client.open("EHLO", "a@x");
    Thread drain = Thread.ofVirtual().start(filter::drain);
    assertEquals("closed", idle.reply());
    assertEquals("250 2.0.0 Ok: queued as X1", client.ask("Subject: x\r\n\r\n."));
    assertTrue(client.reply().startsWith("421"));
    drain.join();
    assertThrows(IOException.class, () -> filter.connect().ask("NOOP"));
  }

  @Test
  void anAddressBeyondLoopbackHasToBeAskedForInSoManyWords() {
    Admission admission = new Admission(1, tx -> null, new Metrics());
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new SmtpListener(
                    ListenSettings.DEFAULT, new Endpoint("0.0.0.0", 0), Origin.OUTSIDE, admission));
    assertTrue(refusal.getMessage().contains("bind_beyond_loopback"));
    assertFalse(Networks.of("allow_from", List.of("127.0.0.0/8")).contain(address("192.0.2.1")));
    assertTrue(Networks.of("allow_from", List.of("192.0.2.0/25")).contain(address("192.0.2.127")));
    assertFalse(Networks.of("allow_from", List.of("192.0.2.0/25")).contain(address("192.0.2.128")));
  }

  private static java.net.InetAddress address(String text) {
    try {
      return java.net.InetAddress.getByName(text);
    } catch (java.net.UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
