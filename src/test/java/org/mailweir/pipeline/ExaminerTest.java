package org.mailweir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.check.Check;
import org.mailweir.check.CheckInput;
import org.mailweir.check.CheckResult;
import org.mailweir.check.CheckRunner;
import org.mailweir.check.CheckSettings;
import org.mailweir.check.Finding;
import org.mailweir.concurrent.Workers;
import org.mailweir.decide.Verdict;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Envelope;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.Origin;
import org.mailweir.mail.Recipient;
import org.mailweir.mail.TransactionId;
import org.mailweir.metrics.Metrics;
import org.mailweir.parse.FromField;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;

/** One analysis for each message, and what happens when it cannot be had. */
class ExaminerTest {

  @TempDir Path state;
  private final Metrics metrics = new Metrics();
  private final Workers workers = new Workers("test", 1);
  private final AtomicInteger checked = new AtomicInteger();
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

  /** A check that does what a test tells it. */
  private record Told(AtomicInteger count, Callable<CheckResult> answer) implements Check {
    @Override
    public String name() {
      return "told";
    }

    @Override
    public Wave wave() {
      return Wave.EVIDENCE;
    }

    @Override
    public Work work() {
      return Work.CPU;
    }

    @Override
    public CheckResult check(CheckInput input) throws InterruptedException {
      count.incrementAndGet();
      try {
        return answer.call();
      } catch (RuntimeException | InterruptedException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @AfterEach
  void close() {
    workers.close();
  }

  private Examiner examiner(Callable<CheckResult> answer, List<String> required, Duration hard)
      throws IOException {
    CheckSettings settings = new CheckSettings(0, hard, hard, required, Duration.ofHours(1), 100);
    return new Examiner(
        new MessageParser(ParseLimits.DEFAULT),
        new CheckRunner(List.of(new Told(checked, answer)), metrics),
        settings,
        workers,
        new CrashJournal(state),
        new VerdictMemory(settings.rememberFor(), settings.remember()),
        metrics,
        (origin, message, verdict) -> {
          seen.add(message.headers().value("Subject"));
          return "";
        },
        Examiner.Personal.NOBODY);
  }

  private static Transaction message(String ident, String text) {
    return new Transaction(
        TransactionId.at(0),
        Origin.OUTSIDE,
        false,
        new Envelope(new MailAddress("s@x"), MailParameters.NONE, List.of(Recipient.of("r@x"))),
        new ClientInfo(null, null, null, null, null, ident, null),
        InMemoryMessage.of("Subject: " + text + "\r\n\r\nx\r\n"),
        () -> false);
  }

  private static CheckResult found() {
    return new CheckResult.Found(List.of(new Finding("SMELL", 3, "It smells")));
  }

  @Test
  void chunksThatComeAtTheSameTimeShareOneAnalysis() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Examiner examiner =
        examiner(
            () -> {
              began.countDown();
              goOn.await();
              return found();
            },
            List.of(),
            Duration.ofSeconds(30));
    try (ExecutorService chunks = Executors.newFixedThreadPool(3)) {
      var first = chunks.submit(() -> examiner.examine(message("Q1", "a")));
      began.await();
      var second = chunks.submit(() -> examiner.examine(message("Q1", "a")));
      var third = chunks.submit(() -> examiner.examine(message("Q1", "a")));
      goOn.countDown();
      assertEquals(3.0, first.get().examined().verdict().score());
      assertEquals(second.get().examined(), third.get().examined());
    }
    assertEquals(1, checked.get());
    assertEquals(1, metrics.value("analyses_total"));
    assertEquals(2, metrics.value("recalled_total"));
    assertEquals(List.of("a"), seen);
  }

  @Test
  void aRetryCostsNothingAndAnotherMessageDoes() throws Exception {
    Examiner examiner = examiner(ExaminerTest::found, List.of(), Duration.ofSeconds(30));
    assertEquals(false, examiner.examine(message("Q1", "a")).recalled());
    Examiner.Result retry = examiner.examine(message("Q1", "a"));
    assertEquals(true, retry.recalled());
    assertEquals(2, retry.attempt());
    assertEquals(false, examiner.examine(message("Q1", "other text")).recalled());
    assertEquals(false, examiner.examine(message("Q2", "a")).recalled());
    assertEquals(3, checked.get());
  }

  @Test
  void aCheckThatThrowsIsUnavailableAndNotClean() throws Exception {
    Examiner examiner =
        examiner(
            () -> {
              throw new IllegalStateException("broken");
            },
            List.of(),
            Duration.ofSeconds(30));
    Verdict verdict = examiner.examine(message("Q1", "a")).examined().verdict();
    assertEquals("[told:error IllegalStateException]", verdict.missing().toString());
  }

  @Test
  void withoutARequiredCheckAMessageIsDeferredHoweverOftenItComes() throws Exception {
    Examiner examiner =
        examiner(
            () -> new CheckResult.Unavailable("timeout"), List.of("told"), Duration.ofSeconds(30));
    for (int attempt = 0; attempt < 5; attempt++) {
      assertThrows(Examiner.NotExamined.class, () -> examiner.examine(message("Q1", "a")));
    }
    assertEquals(5, checked.get());
  }

  @Test
  void anAnalysisThatNeverEndsDefersTwiceAndThenLetsTheMessageGoOn() throws Exception {
    Examiner examiner =
        examiner(
            () -> {
              new CountDownLatch(1).await();
              return found();
            },
            List.of(),
            Duration.ofMillis(200));
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThrows(Examiner.NotExamined.class, () -> examiner.examine(message("Q1", "a")));
    }
    assertEquals(
        Verdict.Scan.INCOMPLETE, examiner.examine(message("Q1", "a")).examined().verdict().scan());
  }

  @Test
  void aRequiredCheckIsNeverGoneWithout() throws Exception {
    Examiner hanging =
        examiner(
            () -> {
              new CountDownLatch(1).await();
              return found();
            },
            List.of("told"),
            Duration.ofMillis(100));
    for (int attempt = 0; attempt < 4; attempt++) {
      assertThrows(Examiner.NotExamined.class, () -> hanging.examine(message("Q1", "a")));
    }
  }

  @Test
  void aRequiredCheckIsNotGoneWithoutEvenByAMessageThatKillsTheProcess() throws Exception {
    String poison = message("Q2", "b").message().sha256();
    for (int crash = 0; crash < 3; crash++) {
      new CrashJournal(state).enter(poison);
    }
    Examiner examiner = examiner(ExaminerTest::found, List.of("told"), Duration.ofSeconds(30));
    assertThrows(Examiner.NotExamined.class, () -> examiner.examine(message("Q2", "b")));
  }

  @Test
  void aMessageWhoseAnalysisCannotBeStoppedDoesNotKeepTheOthersWaiting() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Examiner examiner =
        examiner(
            () -> {
              if (checked.get() <= 1) {
                awaitRegardless(never);
              }
              return found();
            },
            List.of(),
            Duration.ofMillis(300));
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThrows(Examiner.NotExamined.class, () -> examiner.examine(message("BAD", "bad")));
    }
    assertEquals(1, checked.get(), "while it runs it is not started again");
    assertEquals(
        Verdict.Scan.INCOMPLETE,
        examiner.examine(message("BAD", "bad")).examined().verdict().scan());
    assertEquals(true, examiner.examine(message("BAD", "bad")).recalled());
    for (int i = 0; i < 10; i++) {
      assertEquals(3.0, examiner.examine(message("Q" + i, "a")).examined().verdict().score());
    }
    never.countDown();
  }

  private static void awaitRegardless(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // This is the point: it does not listen.
      }
    }
  }

  @Test
  void aMessageThatKilledTheProcessThreeTimesGoesOnUnexamined() throws Exception {
    String sha256 = message("Q1", "a").message().sha256();
    for (int crash = 0; crash < 3; crash++) {
      new CrashJournal(state).enter(sha256);
    }
    Examiner examiner = examiner(ExaminerTest::found, List.of(), Duration.ofSeconds(30));
    assertEquals(
        Verdict.Scan.SKIPPED_CRASH,
        examiner.examine(message("Q1", "a")).examined().verdict().scan());
    assertEquals(0, checked.get());
  }

  @Test
  void theMemoryIsBounded() throws Exception {
    Examiner examiner = examiner(ExaminerTest::found, List.of(), Duration.ofSeconds(30));
    for (int i = 0; i < 150; i++) {
      examiner.examine(message("Q" + i, "a"));
    }
    assertEquals(true, examiner.examine(message("Q149", "a")).recalled());
    assertEquals(false, examiner.examine(message("Q0", "a")).recalled());
  }

  @Test
  void theAddressOfAFromField() {
    assertEquals("a@x.example", FromField.address("A <A@X.example>"));
    assertEquals("real@x", FromField.address("\"fake@bank <x@y>\" <real@x>"));
    assertEquals("a@x", FromField.address(" a@x "));
    assertEquals("", FromField.address("nobody at all"));
    assertEquals("", FromField.address(""));
  }
}
