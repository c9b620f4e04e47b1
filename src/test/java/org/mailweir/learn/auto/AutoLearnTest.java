package org.mailweir.learn.auto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.check.Analysis;
import org.mailweir.check.Finding;
import org.mailweir.check.bayes.Label;
import org.mailweir.check.bayes.Opinion;
import org.mailweir.check.bayes.State;
import org.mailweir.check.rules.RuleSet;
import org.mailweir.check.rules.RuleSides;
import org.mailweir.check.rules.RulesSettings;
import org.mailweir.decide.Verdict;
import org.mailweir.learn.LessonReader;
import org.mailweir.learn.LogInFolder;
import org.mailweir.learn.Trainer;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.Origin;
import org.mailweir.metrics.Metrics;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.store.Lesson;
import org.mailweir.store.LessonFilter;

/** Nothing is learned without a teacher unless every guard allows it. */
class AutoLearnTest {

  private static final String RULES =
      """
      header HEAD Subject =~ /x/
      score HEAD 7
      body BODY /x/
      score BODY 7
      header __FACT Subject =~ /y/
      meta BOTH __FACT && BODY
      score BOTH 8
      body EXCUSED /x/
      tflags EXCUSED noautolearn
      score EXCUSED 20
      header LISTED Subject =~ /x/
      tflags LISTED userconf nice
      score LISTED -20
      full WHOLE /x/
      score WHOLE 4 2 1 1
      meta ROUND ROUND2 && HEAD
      meta ROUND2 ROUND && BODY
      score ROUND 1
      """;

  private static final RuleSides SIDES =
      new RuleSides(RuleSet.parse(RulesSettings.DEFAULT, "test.cf", RULES), false);

  private static final AutoLearnSettings ON = new AutoLearnSettings(true, 12, 3, 0.1, 0.5, 3, 2);

  @TempDir private Path folder;
  private Trainer trainer;

  @AfterEach
  void close() {
    if (trainer != null) {
      trainer.close();
    }
  }

  private static Finding finding(String name) {
    return new Finding(name, name.startsWith("BAYES") ? 5 : 1, name);
  }

  private static Verdict verdict(String... findings) {
    return new Verdict(
        20,
        Arrays.stream(findings).map(AutoLearnTest::finding).toList(),
        List.of(),
        Verdict.Scan.COMPLETE,
        "");
  }

  private static Label evidence(String... findings) {
    return new Guards(ON, SIDES).evidence(verdict(findings));
  }

  @Test
  void pointsAreThoseOfASituationWithoutClassifier() {
    assertEquals(new RuleSides.Side(2, 2, 4), SIDES.of(finding("WHOLE")));
    assertEquals(new RuleSides.Side(0, 0, 0), SIDES.of(finding("BAYES_99")));
    assertEquals(new RuleSides.Side(0, 0, 0), SIDES.of(finding("EXCUSED")));
    assertEquals(new RuleSides.Side(0, 0, 1), SIDES.of(finding("OF_ANOTHER_CHECK")));
    assertEquals(new RuleSides.Side(4, 4, 8), SIDES.of(finding("BOTH")));
  }

  @Test
  void spamNeedsEvidenceOfHeaderAndBody() {
    assertEquals(Label.SPAM, evidence("HEAD", "BODY"));
    assertEquals(Label.SPAM, evidence("HEAD", "BODY", "LISTED"), "a list of ours is no evidence");
    assertNull(evidence("HEAD", "OF_ANOTHER_CHECK"));
    assertNull(evidence("BODY", "EXCUSED"));
    assertNull(evidence("HEAD"));
  }

  @Test
  void theClassifierIsNoWitnessForItself() {
    assertNull(evidence("HEAD", "WHOLE", "BAYES_999"));
    assertEquals(Label.HAM, evidence("BAYES_999"), "nor against itself: another guard asks it");
  }

  @Test
  void hamNeedsACompleteAnalysis() {
    assertEquals(Label.HAM, evidence());
    assertNull(evidence("OF_ANOTHER_CHECK"));
    Guards guards = new Guards(ON, SIDES);
    Verdict partial =
        new Verdict(
            0,
            List.of(),
            List.of(new Analysis.Missing("rules", "timeout")),
            Verdict.Scan.COMPLETE,
            "");
    assertNull(guards.evidence(partial));
    assertNull(guards.evidence(new Verdict(0, List.of(), List.of(), Verdict.Scan.INCOMPLETE, "")));
  }

  @Test
  void theClassifierMayObjectOnceItKnowsEnough() {
    Guards guards = new Guards(ON, SIDES);
    assertFalse(guards.agrees(Label.SPAM, new Opinion(0.05, -3, State.HAM, 50)));
    assertFalse(guards.agrees(Label.HAM, new Opinion(0.95, 3, State.SPAM, 50)));
    assertFalse(guards.agrees(Label.HAM, new Opinion(0.6, 0.4, State.UNSURE, 50)));
    assertTrue(guards.agrees(Label.SPAM, new Opinion(0.6, 0.4, State.UNSURE, 50)));
    assertTrue(guards.agrees(Label.SPAM, new Opinion(0.05, -3, State.HAM, 49)));
  }

  @Test
  void anHourHasItsBound() {
    AtomicLong now = new AtomicLong();
    HourlyBound bound = new HourlyBound(2, now::get);
    assertTrue(bound.take() && bound.take());
    assertFalse(bound.take());
    now.set(3_600_000_000_000L);
    assertTrue(bound.take());
  }

  private static ParsedMessage message(int number) {
    return new MessageParser(ParseLimits.DEFAULT)
        .parse(
            InMemoryMessage.of(
                "Message-ID: <%1$d@x>\nSubject: offer %1$d\n\nbuy %1$d\n".formatted(number)));
  }

  private List<Lesson> lessons(int atLeast) throws Exception {
    List<Lesson> found = List.of();
    for (int i = 0; i < 300 && found.size() < atLeast; i++) {
      Thread.sleep(10);
      found = trainer.lessons(LessonFilter.newest(50));
    }
    return found;
  }

  @Test
  void whatAllGuardsAllowIsLearnedUpToTheBound() throws Exception {
    trainer = LogInFolder.trainer(folder);
    AutoLearn auto = new AutoLearn(ON, SIDES, trainer, new Metrics());
    auto.consider(Origin.INSIDE, message(1), verdict("HEAD", "BODY"));
    for (int i = 2; i < 9; i++) {
      auto.consider(Origin.OUTSIDE, message(i), verdict("HEAD", "BODY"));
    }
    List<Lesson> learned = lessons(2);
    assertEquals(List.of("3@x", "2@x"), learned.stream().map(Lesson::messageId).toList());
    assertEquals("automatic", learned.getFirst().teacher());
    assertEquals(0.5, learned.getFirst().weight());
  }

  @Test
  void whatAPersonTaughtIsLeftAlone() throws Exception {
    trainer = LogInFolder.trainer(folder);
    trainer.teach(new LessonReader().read(message(1), Label.HAM, "anna@x", "test"));
    AutoLearn auto = new AutoLearn(ON, SIDES, trainer, new Metrics());
    auto.consider(Origin.OUTSIDE, message(1), verdict("HEAD", "BODY"));
    auto.consider(Origin.OUTSIDE, message(2), verdict("HEAD", "BODY"));
    assertEquals(
        List.of("2@x SPAM", "1@x HAM"),
        lessons(2).stream().map(l -> l.messageId() + " " + l.kind()).toList());
  }

  @Test
  void itIsOffUnlessItIsAskedFor() throws IOException {
    trainer = LogInFolder.trainer(folder);
    AutoLearn auto = new AutoLearn(AutoLearnSettings.DEFAULT, SIDES, trainer, new Metrics());
    auto.consider(Origin.OUTSIDE, message(1), verdict("HEAD", "BODY"));
    assertTrue(trainer.lessons(LessonFilter.newest(5)).isEmpty());
  }
}
