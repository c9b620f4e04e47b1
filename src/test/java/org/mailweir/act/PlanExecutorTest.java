package org.mailweir.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.decide.DeliveryPlan;
import org.mailweir.decide.Disposition;
import org.mailweir.decide.Scorer;
import org.mailweir.decide.Verdict;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Envelope;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.Recipient;
import org.mailweir.mail.TransactionId;
import org.mailweir.metrics.Metrics;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.reinject.SmtpReply;
import org.slf4j.LoggerFactory;

/** The failure matrix, row by row: what is on its way when something breaks. */
class PlanExecutorTest {

  private static final Disposition PASS =
      new Disposition.Pass(new Disposition.Marks("5.0", false), "fine");
  private static final Disposition TAG =
      new Disposition.Tag(new Disposition.Marks("5.0", false), "[SPAM] ", "bad");
  private static final Disposition HOLD = new Disposition.Hold("very bad");
  private static final Disposition BLOCKED = new Disposition.Hold("sender is blocked");

  @TempDir Path state;
  private final Scene scene = new Scene();
  private PlanExecutor executor;
  private boolean clientGone;
  private boolean oneReply;
  private boolean othersWait;
  private int attempt = 1;

  @BeforeEach
  void wire() throws IOException {
    executor =
        new PlanExecutor(
            scene,
            scene,
            new PartialDeliveries(state),
            new Metrics(),
            new Signature("test", "mx.example"));
  }

  @Test
  void holdsFirstThenPreparesAllThenCommitsAll() throws Exception {
    assertEquals(
        Map.of("a", "Delivered", "b", "Delivered", "c", "Held", "d", "Held"),
        run(Map.of(PASS, "a", TAG, "b", HOLD, "c d")));
    assertEquals(
        List.of("hold c+d", "open a", "open b", "send a", "send b", "dot a", "dot b"),
        scene.events);
    assertTrue(scene.delivered.get("a").startsWith("X-Spam-Status: No, "));
    assertTrue(scene.delivered.get("b").startsWith("X-Spam-Flag: YES\r\nX-Spam-Status: Yes, "));
    assertTrue(scene.delivered.get("b").contains("Subject: [SPAM] hello\r\n"));
  }

  @Test
  void moreRecipientsThanOneTransactionTakesAreSplit() throws Exception {
    run(Map.of(PASS, "a b c d e f g"));
    assertEquals(7, scene.delivered.size());
    assertEquals(4, scene.events.stream().filter(e -> e.startsWith("dot")).count());
  }

  @Test
  void overLmtpEachRecipientHasHisOwnReply() throws Exception {
    scene.rcpt = PlanExecutorTest::byName;
    assertEquals(
        Map.of("ok", "Delivered", "later", "Deferred", "never", "Refused"),
        run(Map.of(PASS, "ok later never")));
    assertEquals(List.of("ok"), List.copyOf(scene.delivered.keySet()));
  }

  @Test
  void overSmtpAFirstMixedAttemptDeliversToNobodyAndALaterOneToWhomItCan() throws Exception {
    oneReply = true;
    scene.rcpt = PlanExecutorTest::byName;
    assertEquals(
        Map.of("ok", "Deferred", "later", "Deferred", "never", "Refused"),
        run(Map.of(PASS, "ok later never")));
    assertEquals(Map.of(), scene.delivered);

    attempt = 2;
    assertEquals(
        Map.of("ok", "Delivered", "later", "Deferred", "never", "Refused"),
        run(Map.of(PASS, "ok later never")));

    wire(); // A restart must not forget it.
    attempt = 1;
    scene.rcpt = r -> new SmtpReply(250, "healed");
    assertEquals(
        Map.of("ok", "DoneBefore", "later", "Delivered", "never", "Delivered"),
        run(Map.of(PASS, "ok later never")));
    assertFalse(scene.delivered.values().stream().anyMatch(m -> m.contains("TWICE")));
  }

  @Test
  void recipientsThatDifferInCaseAreTwoRecipients() throws Exception {
    oneReply = true;
    attempt = 2;
    scene.rcpt =
        r ->
            r.address().localPart().equals("bob")
                ? new SmtpReply(450, "4.2.0 later")
                : new SmtpReply(250, "ok");
    assertEquals(Map.of("Bob", "Delivered", "bob", "Deferred"), run(Map.of(PASS, "Bob bob")));
    scene.rcpt = r -> new SmtpReply(250, "ok");
    attempt = 3;
    assertEquals(Map.of("Bob", "DoneBefore", "bob", "Delivered"), run(Map.of(PASS, "Bob bob")));
  }

  @Test
  void whatIsDeliveredToAClientThatGoesInTheLastMomentIsNotDeliveredAgain() throws Exception {
    scene.dot =
        message -> {
          takeLong();
          clientGone = true;
          return new SmtpReply(250, "2.0.0 Ok");
        };
    assertEquals(Map.of("a", "Delivered"), run(Map.of(PASS, "a")));
    clientGone = false;
    assertEquals(Map.of("a", "DoneBefore"), run(Map.of(PASS, "a")));
    assertFalse(scene.delivered.get("a").contains("TWICE"));
  }

  @Test
  void aBugInOneTransactionDoesNotMakeTheOthersForget() throws Exception {
    scene.crashAtDot = true;
    assertEquals(Map.of("a", "Deferred", "h", "Held"), run(Map.of(PASS, "a", HOLD, "h")));
  }

  @Test
  void withoutAFreeConnectionMailStaysWithPostfix() throws Exception {
    scene.noPlaces = true;
    assertEquals(Map.of("a", "Deferred", "h", "Held"), run(Map.of(PASS, "a", HOLD, "h")));
  }

  @Test
  void aRefusalOfOurFieldsIsNoBounceWhenTheSecondTryFindsNobody() throws Exception {
    scene.dot =
        message -> {
          scene.portDown = true;
          return new SmtpReply(552, "5.3.4 message file too big");
        };
    assertEquals(Map.of("a", "Deferred"), run(Map.of(PASS, "a")));
  }

  @Test
  void overSmtpARefusalOfAllIsPassedOn() throws Exception {
    oneReply = true;
    scene.rcpt = r -> new SmtpReply(550, "5.1.1 nobody");
    assertEquals(Map.of("a", "Refused", "b", "Refused"), run(Map.of(PASS, "a b")));
  }

  @Test
  void overSmtpWhatWasHeldIsNotHeldAgainOnTheRetry() throws Exception {
    oneReply = true;
    scene.portDown = true;
    assertEquals(Map.of("a", "Deferred", "h", "Held"), run(Map.of(PASS, "a", HOLD, "h")));
    scene.portDown = false;
    attempt = 2;
    assertEquals(Map.of("a", "Delivered", "h", "DoneBefore"), run(Map.of(PASS, "a", HOLD, "h")));
    assertEquals(1, scene.held.size());
  }

  @Test
  void aDeadPortDefersAndAFullQuarantineDefersOnlyWhatIsHeld() throws Exception {
    scene.portDown = true;
    assertEquals(Map.of("a", "Deferred"), run(Map.of(PASS, "a")));
    scene.portDown = false;
    scene.quarantineBroken = true;
    assertEquals(Map.of("a", "Delivered", "h", "Deferred"), run(Map.of(PASS, "a", HOLD, "h")));
  }

  @Test
  void nothingIsCommittedForAClientThatHasGone() throws Exception {
    clientGone = true;
    assertEquals(Map.of("a", "Deferred", "h", "Deferred"), run(Map.of(PASS, "a", HOLD, "h")));
    assertEquals(Map.of(), scene.delivered);
    assertEquals(Map.of(), scene.held);
    assertEquals(List.of(), scene.events);
  }

  @Test
  void aClientThatGoesWhileTheMessageIsSentGetsNothingCommitted() throws Exception {
    scene.rcpt =
        r -> {
          clientGone = true;
          return new SmtpReply(250, "ok");
        };
    assertEquals(Map.of("a", "Deferred", "b", "Deferred"), run(Map.of(PASS, "a", TAG, "b")));
    assertEquals(
        List.of("open a", "open b", "send a", "send b", "abort a", "abort b"), scene.events);
  }

  @Test
  void aRefusalOfOurFieldsIsTriedOnceWithoutThem() throws Exception {
    scene.dot =
        message ->
            message.startsWith("X-Spam")
                ? new SmtpReply(552, "5.3.4 message file too big")
                : new SmtpReply(250, "2.0.0 Ok: queued as Q2");
    assertEquals(Map.of("a", "Delivered"), run(Map.of(PASS, "a")));
    assertEquals("Subject: hello\r\n\r\nbody\r\n", scene.delivered.get("a"));
    scene.dot = message -> new SmtpReply(552, "5.3.4 too big anyhow");
    assertEquals(Map.of("a", "Refused"), run(Map.of(PASS, "a")));
  }

  @Test
  void noAnswerAfterTheDotIsATemporaryFailure() throws Exception {
    scene.silentAfterDot = true;
    assertEquals(Map.of("a", "Deferred"), run(Map.of(PASS, "a")));
  }

  @Test
  void aTemporaryRefusalAtTheDotOfOneGroupDoesNotTouchTheOther() throws Exception {
    scene.dot =
        message ->
            message.contains("[SPAM]")
                ? new SmtpReply(451, "4.3.0 later")
                : new SmtpReply(250, "2.0.0 Ok");
    assertEquals(Map.of("a", "Delivered", "b", "Deferred"), run(Map.of(PASS, "a", TAG, "b")));
  }

  private static void takeLong() {
    try {
      Thread.sleep(1_100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTrainingAddressThatMustBeTriedAgainDoublesNobodysCopy() throws Exception {
    oneReply = true;
    othersWait = true;
    assertEquals(Map.of("a", "Delivered", "b", "Held"), run(Map.of(PASS, "a", HOLD, "b")));
    othersWait = false;
    attempt = 2;
    assertEquals(Map.of("a", "DoneBefore", "b", "DoneBefore"), run(Map.of(PASS, "a", HOLD, "b")));
    assertEquals(List.of(), scene.events);
  }

  @Test
  void everyHeldCopyHasTheReasonOfItsOwnPolicy() throws Exception {
    run(Map.of(HOLD, "a b", BLOCKED, "c"));
    HeldMessage record = scene.held.values().iterator().next();
    assertEquals("very bad", record.reason());
    assertEquals(
        List.of("very bad", "very bad", "sender is blocked"),
        record.recipients().stream().map(HeldMessage.HeldRecipient::reason).toList());
    assertEquals(List.of("hold a+b+c"), scene.events);
  }

  @Test
  void aFullQuarantineIsReportedEachTimeButTracedOnce() throws Exception {
    Logger log = (Logger) LoggerFactory.getLogger(Holding.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    scene.quarantineBroken = true;
    run(Map.of(HOLD, "a"));
    run(Map.of(HOLD, "b"));
    log.detachAppender(lines);
    assertEquals(
        List.of(true, false), lines.list.stream().map(e -> e.getThrowableProxy() != null).toList());
  }

  private static SmtpReply byName(Recipient recipient) {
    return switch (recipient.address().localPart()) {
      case "later" -> new SmtpReply(450, "4.2.0 later");
      case "never" -> new SmtpReply(550, "5.1.1 nobody");
      default -> new SmtpReply(250, "2.1.5 Ok");
    };
  }

  /** Carries out a plan given as disposition and names; answers name and result. */
  private Map<String, String> run(Map<Disposition, String> plan) throws InterruptedException {
    scene.events.clear();
    List<DeliveryPlan.Group> groups = new ArrayList<>();
    List<Recipient> all = new ArrayList<>();
    for (Disposition disposition : List.of(PASS, TAG, HOLD, BLOCKED)) {
      if (plan.containsKey(disposition)) {
        List<Recipient> recipients =
            List.of(plan.get(disposition).split(" ")).stream()
                .map(name -> Recipient.of(name + "@x"))
                .toList();
        groups.add(
            new DeliveryPlan.Group(disposition, Scorer.unknown(Verdict.Scan.COMPLETE), recipients));
        all.addAll(recipients);
      }
    }
    Order order =
        new Order(
            TransactionId.at(1_800_000_000_000L),
            new Envelope(new MailAddress("s@x"), MailParameters.NONE, all),
            new DeliveryPlan(groups),
            Scorer.unknown(Verdict.Scan.COMPLETE),
            InMemoryMessage.of("Subject: hello\r\n\r\nbody\r\n"),
            new ClientInfo(null, null, null, null, null, "QID", null),
            "hello",
            "",
            oneReply,
            othersWait,
            attempt,
            () -> clientGone);
    Map<String, String> results = new TreeMap<>();
    for (RecipientResult result : executor.carryOut(order)) {
      results.put(result.recipient().address().localPart(), result.getClass().getSimpleName());
    }
    return results;
  }
}
