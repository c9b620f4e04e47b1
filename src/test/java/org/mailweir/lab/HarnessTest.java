package org.mailweir.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The laboratory's own instruments: they see what is wrong, and do no harm themselves. */
class HarnessTest {

  private static final byte[] MESSAGE =
      Octets.of("From: a@example.org\r\nX-Spam-Flag: NO\r\nSubject: s\r\n\r\n.body\r\n..\r\n");

  @Test
  void dotsAreStuffedAtTheStartOfLinesOnly() {
    assertEquals(
        "..a\r\nb.c\r\n...\r\nd\n.e\r\n",
        Octets.text(Octets.stuffed(Octets.of(".a\r\nb.c\r\n..\r\nd\n.e\r\n"))));
  }

  @Test
  void strayLineEndsAreCounted() {
    assertEquals(0, Octets.strayLineEnds(Octets.of("a\r\nb\r\n\r\n")));
    assertEquals(4, Octets.strayLineEnds(Octets.of("\na\rb\n\r\nc\r")));
  }

  @Test
  void theBodyStartsBehindTheFirstEmptyLine() {
    assertEquals(".body\r\n..\r\n", Octets.text(Octets.body(MESSAGE)));
    assertEquals("x\r\n", Octets.text(Octets.body(Octets.of("\r\nx\r\n"))));
    assertEquals("", Octets.text(Octets.body(Octets.of("A: b\r\n"))));
  }

  @Test
  void theSinkReceivesWhatTheClientSends() {
    for (MailClient.Protocol protocol : MailClient.Protocol.values()) {
      try (Sink sink = Sink.start(Script.YES);
          MailClient client = MailClient.greet(protocol, sink.port())) {
        Letter letter = new Letter("\"a>b\"@example.org", List.of("r@example.com", "s@x"), MESSAGE);
        assertTrue(client.send(letter).values().stream().allMatch(r -> r.code() == 250));
        Delivery delivery = sink.deliveries().getFirst();
        assertArrayEquals(MESSAGE, delivery.message());
        assertEquals("\"a>b\"@example.org", delivery.sender());
        assertEquals(List.of("r@example.com", "s@x"), delivery.recipients());
        assertEquals(250, client.say("NOOP").code());
      }
    }
  }

  @Test
  void theSinkDoesAsItsScriptSays() {
    Script script =
        new Script() {
          @Override
          public Answer rcpt(String recipient) {
            return Answer.of(recipient.startsWith("no") ? "550 5.1.1 no" : "250 2.1.5 yes");
          }

          @Override
          public Answer dot(Delivery delivery) {
            return Answer.CUT;
          }
        };
    try (Sink sink = Sink.start(script);
        MailClient client = MailClient.greet(MailClient.Protocol.SMTP, sink.port())) {
      var replies = client.send(new Letter("a@x", List.of("no@x", "yes@x"), MESSAGE));
      assertEquals(550, replies.get("no@x").code());
      assertEquals(Reply.NONE, replies.get("yes@x"));
      assertEquals(0, sink.count());
    }
  }

  @Test
  void whatAFilterMayChangeIsNoDifference() {
    String added = "X-Spam-Flag: YES\r\nX-Mailweir-Reason: folded\r\n\tover two lines\r\n";
    byte[] filtered = Octets.of(added + Octets.text(MESSAGE).replace("X-Spam-Flag: NO\r\n", ""));
    assertTrue(Untouched.difference(MESSAGE, filtered).isEmpty());
    byte[] bodyOnly = Octets.of("no header\r\nX-Spam-Flag: NO\r\n");
    byte[] separated = Octets.of(added + "\r\nno header\r\nX-Spam-Flag: NO\r\n");
    assertTrue(Untouched.difference(bodyOnly, separated).isEmpty());
  }

  @Test
  void anyOtherChangeIsADifference() {
    String message = Octets.text(MESSAGE);
    for (String changed :
        List.of(
            message.replace("Subject: s", "Subject:  s"),
            message.replace("..\r\n", ".\r\n"),
            message + "\r\n",
            message.replace("\r\n\r\n", "\r\n"),
            "Received: by x\r\n" + message,
            message.replace("body", "body\r\nX-Spam-Flag: NO"))) {
      assertFalse(Untouched.difference(MESSAGE, Octets.of(changed)).isEmpty(), changed);
    }
  }

  @Test
  void theSameSeedMakesTheSameMessages() {
    for (int i = 0; i < 50; i++) {
      assertArrayEquals(new MailGen(7).message(i), new MailGen(7).message(i));
      assertEquals(0, Octets.strayLineEnds(new MailGen(7).message(i)), "message " + i);
    }
    assertFalse(java.util.Arrays.equals(new MailGen(7).message(1), new MailGen(8).message(1)));
  }

  @Test
  void aShutGateRefusesAndAnOpenOneCarries() {
    try (Sink sink = Sink.start(Script.YES);
        Gate gate = Gate.before(sink.port())) {
      assertTrue(Waiting.answers(gate.port()));
      gate.shut();
      assertFalse(Waiting.answers(gate.port()));
      gate.open();
      try (MailClient client = MailClient.greet(MailClient.Protocol.SMTP, gate.port())) {
        assertEquals(250, client.say("NOOP").code());
      }
    }
  }

  @Test
  void aRunOfAddressesCounts() {
    assertEquals(List.of("a1@x", "a2@x", "a3@x", "b@x"), SendStep.recipients("a{1..3}@x, b@x"));
  }

  @Test
  void aStepThatSendsHasItsParts() {
    SendStep step =
        SendStep.parse("ham by house from <> to a@x,b@x mail SMTPUTF8 RET=HDRS rcpt NOTIFY=NEVER");
    assertEquals(
        new SendStep(
            "ham", "house", "", List.of("a@x", "b@x"), "SMTPUTF8 RET=HDRS", "NOTIFY=NEVER"),
        step);
  }
}
