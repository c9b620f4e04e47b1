package org.mailweir.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Where one reply has to do for all recipients (SMTP), a lesson that fails doubles nobody's copy.
 */
class TrainingOneReplyIT {

  private static final String TRAINING = "spam@train.example.com";
  private static final String READER = "reader@example.com";

  private final Workshop workshop = Workshop.open("one-reply");
  private final Recipe.WiringPorts ports = Recipe.WiringPorts.free();
  private final Sink sink = workshop.own(Sink.start(Script.YES));
  private MailweirProcess mailweir;

  @BeforeEach
  void start() {
    String settings =
        """
        [learn]
        lock_timeout = "1s"
        [training]
        spam = ["spam@train.example.com"]
        receipt = true
        """;
    mailweir =
        MailweirProcess.start(workshop, new MailweirConfig(ports, sink.port(), settings), "");
  }

  @AfterEach
  void stop() {
    workshop.close();
  }

  private Map<String, Reply> send(String sender, String sample, String... to) throws IOException {
    byte[] message = Files.readAllBytes(Path.of("src/test/resources/forward", sample + ".eml"));
    Letter letter = new Letter(sender, List.of(to), Octets.canonical(message));
    try (MailClient client = MailClient.greet(MailClient.Protocol.SMTP, ports.inside())) {
      client.say("XFORWARD IDENT=QUEUEID" + sample.hashCode());
      return client.send(letter);
    }
  }

  private long copiesOf(String recipient) {
    return sink.deliveries(d -> d.recipients().contains(recipient)).size();
  }

  @Test
  void theOtherRecipientIsServedOnceThoughTheLessonIsTriedTwice() throws IOException {
    String sender = "teacher@example.com";
    try (StoreLock locked = StoreLock.on(mailweir.state())) {
      assertEquals(4, send(sender, "digest", TRAINING, READER).get(READER).code() / 100);
      assertEquals(1, copiesOf(READER), "the lesson keeps nobody else waiting");
      assertEquals(0, copiesOf(sender), "no receipt for what was not learned");
      assertEquals(4, send(sender, "digest", TRAINING, READER).get(READER).code() / 100);
    }
    Reply done = send(sender, "digest", TRAINING, READER).get(TRAINING);
    assertEquals(250, done.code(), done::toString);
    assertEquals(1, copiesOf(READER));
    assertEquals(0, copiesOf(TRAINING));
    Waiting.need("the receipt", java.time.Duration.ofSeconds(20), () -> copiesOf(sender) == 1);
    Delivery receipt = sink.deliveries(d -> d.recipients().contains(sender)).getFirst();
    assertEquals("", receipt.sender());
    assertEquals(List.of("auto-replied"), receipt.field("Auto-Submitted"));
    assertEquals(List.of("<5b1c7a90-11ac@example.com>"), receipt.field("In-Reply-To"));
    assertTrue(new String(receipt.message()).contains("spam: learned 2"));
  }

  @Test
  void anAutomaticMessageGetsNoReceipt() throws IOException {
    assertEquals(250, send("bot@example.com", "winmail", TRAINING).get(TRAINING).code());
    String text =
        "Auto-Submitted: auto-generated\r\n"
            + Files.readString(Path.of("src/test/resources/forward/mutt-attached.eml"))
                .replace("\n", "\r\n");
    try (MailClient client = MailClient.greet(MailClient.Protocol.SMTP, ports.inside())) {
      Letter letter = new Letter("robot@example.com", List.of(TRAINING), text.getBytes());
      assertEquals(250, client.send(letter).get(TRAINING).code());
    }
    Waiting.need(
        "one receipt", java.time.Duration.ofSeconds(20), () -> copiesOf("bot@example.com") == 1);
    Waiting.sleep(java.time.Duration.ofMillis(500));
    assertEquals(0, copiesOf("robot@example.com"));
  }
}
