package org.mailweir.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.mailweir.concurrent.Deadline;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.metrics.Metrics;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;

/** Two waves, one deadline, and three ways to have no answer. */
class CheckRunnerTest {

  private interface Body {
    CheckResult run(CheckInput input) throws InterruptedException;
  }

  private record Fake(String name, Check.Wave wave, Check.Work work, Body body) implements Check {
    @Override
    public CheckResult check(CheckInput input) throws InterruptedException {
      return body.run(input);
    }
  }

  private static Check evidence(String name, Check.Work work, Body body) {
    return new Fake(name, Check.Wave.EVIDENCE, work, body);
  }

  private static CheckResult found(String name) {
    return new CheckResult.Found(List.of(new Finding(name, 1, name)));
  }

  private static Analysis run(Duration deadline, Check... checks) throws InterruptedException {
    InMemoryMessage raw = InMemoryMessage.of("Subject: x\r\n\r\nx\r\n");
    return new CheckRunner(List.of(checks), new Metrics())
        .run(
            new CheckInput(
                new MessageParser(ParseLimits.DEFAULT).parse(raw),
                raw,
                MailAddress.NULL,
                ClientInfo.UNKNOWN,
                Origin.OUTSIDE,
                List.of(),
                Deadline.after(deadline)));
  }

  private static List<String> names(Analysis analysis) {
    return analysis.findings().stream().map(Finding::name).toList();
  }

  @Test
  void waveTwoSeesWhatWaveOneFound() throws InterruptedException {
    Check conclusion =
        new Fake(
            "meta",
            Check.Wave.CONCLUSIONS,
            Check.Work.CPU,
            in -> found("SAW_" + in.evidence().stream().map(Finding::name).toList()));
    Analysis analysis =
        run(
            Duration.ofSeconds(20),
            conclusion,
            evidence("a", Check.Work.CPU, in -> found("A")),
            evidence("b", Check.Work.NETWORK, in -> found("B")));
    assertEquals(List.of("A", "B", "SAW_[A, B]"), names(analysis));
    assertEquals(List.of(), analysis.missing());
  }

  @Test
  void checksThatWaitDoSoAtTheSameTime() throws InterruptedException {
    CountDownLatch all = new CountDownLatch(3);
    Body waitsForTheOthers =
        in -> {
          all.countDown();
          all.await();
          return CheckResult.Found.NOTHING;
        };
    Analysis analysis =
        run(
            Duration.ofSeconds(20),
            evidence("a", Check.Work.NETWORK, waitsForTheOthers),
            evidence("b", Check.Work.NETWORK, waitsForTheOthers),
            evidence("c", Check.Work.CPU, waitsForTheOthers));
    assertEquals(List.of(), analysis.missing());
  }

  @Test
  void whoIsLateOrThrowsIsUnavailableAndSpoilsNothing() throws InterruptedException {
    Analysis analysis =
        run(
            Duration.ofMillis(300),
            evidence("fine", Check.Work.CPU, in -> found("FINE")),
            evidence("partly", Check.Work.CPU, CheckRunnerTest::partly),
            evidence("throws", Check.Work.NETWORK, in -> fail()),
            evidence("deep", Check.Work.CPU, in -> deep(0)),
            evidence("late", Check.Work.NETWORK, CheckRunnerTest::never));
    assertEquals(List.of("FINE", "HALF"), names(analysis));
    assertEquals(
        "[partly:cut short, throws:error IllegalStateException, deep:error StackOverflowError,"
            + " late:timeout]",
        analysis.missing().toString());
  }

  @Test
  void afterTheDeadlineNobodyIsAsked() throws InterruptedException {
    Analysis analysis = run(Duration.ZERO, evidence("a", Check.Work.CPU, in -> found("A")));
    assertEquals("[a:timeout]", analysis.missing().toString());
    assertTrue(names(analysis).isEmpty());
  }

  private static CheckResult partly(CheckInput input) {
    return new CheckResult.Unavailable(List.of(new Finding("HALF", 1, "half")), "cut short");
  }

  private static CheckResult fail() {
    throw new IllegalStateException("broken");
  }

  private static CheckResult deep(int level) {
    CheckResult below = level < 0 ? CheckResult.Found.NOTHING : deep(level + 1);
    return below.findings().isEmpty() ? below : CheckResult.Found.NOTHING;
  }

  private static CheckResult never(CheckInput input) throws InterruptedException {
    new CountDownLatch(1).await();
    return CheckResult.Found.NOTHING;
  }
}
