package org.mailweir.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.check.bayes.BayesSettings;
import org.mailweir.check.bayes.Label;
import org.mailweir.check.bayes.Model;
import org.mailweir.learn.LessonResult.Disputed;
import org.mailweir.learn.LessonResult.Forgotten;
import org.mailweir.learn.LessonResult.Known;
import org.mailweir.learn.LessonResult.Learned;
import org.mailweir.learn.LessonResult.Moved;
import org.mailweir.learn.LessonResult.NothingToForget;
import org.mailweir.learn.LessonResult.Reason;
import org.mailweir.learn.LessonResult.Refused;
import org.mailweir.learn.foreign.ForeignFiles;
import org.mailweir.learn.foreign.ForeignFormat;
import org.mailweir.settings.DataSize;
import org.mailweir.store.ForeignCounts;
import org.mailweir.store.Lesson;
import org.mailweir.store.LessonFilter;
import org.mailweir.store.LessonStatus;
import org.mailweir.store.TrainingLog;
import org.mailweir.store.embedded.EmbeddedLog;

class TrainerTest {

  private static final BayesSettings BAYES = BayesSettings.DEFAULT.within(DataSize.ofMiB(8));
  private static final LearnSettings DEFAULT = LearnSettings.DEFAULT;

  @TempDir private Path folder;
  private Trainer trainer;

  @BeforeEach
  void open() {
    trainer = trainer(settings(500, 50_000));
  }

  @AfterEach
  void close() {
    trainer.close();
  }

  private LearnSettings settings(int quota, int keepLessons) {
    return new LearnSettings(
        folder.resolve("learn"),
        quota,
        keepLessons,
        DEFAULT.keepBytes(),
        DEFAULT.keepList(),
        Duration.ofSeconds(5));
  }

  private static LogOpener opener(LearnSettings settings) {
    return new LogOpener() {
      @Override
      public TrainingLog open() throws IOException {
        return EmbeddedLog.open(settings.dir(), settings.lockTimeout());
      }

      @Override
      public Optional<EmbeddedLog> openToRead() throws IOException {
        return EmbeddedLog.openToRead(settings.dir(), settings.lockTimeout());
      }
    };
  }

  private static Trainer trainer(LearnSettings settings) {
    return Trainer.open(opener(settings), settings, BAYES);
  }

  private void teachMany(int from, int to) throws IOException {
    List<Teaching> all = new ArrayList<>();
    for (int i = from; i < to; i++) {
      all.add(Letters.taught(Label.SPAM, i));
      all.add(Letters.taught(Label.HAM, i));
    }
    trainer.teachAll(all);
  }

  private static byte[] bytes(Model model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    model.write(out);
    return out.toByteArray();
  }

  private static double spam(Model model, int number) {
    return model.opinion(Letters.by("x", Label.SPAM, number).features()).logOdds();
  }

  private static void eventually(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.call()) {
      assertTrue(System.nanoTime() < end, "not within 20 seconds");
      Thread.sleep(20);
    }
  }

  @Test
  void theSameMessageCountsOnce() throws IOException {
    Learned first = assertInstanceOf(Learned.class, trainer.teach(Letters.taught(Label.SPAM, 1)));
    assertEquals(new Known(first.number()), trainer.teach(Letters.by("bert", Label.SPAM, 1)));
    assertEquals(1, trainer.size().spam());
    assertEquals(1, trainer.current().spamLessons());
  }

  @Test
  void thatThereIsEnoughIsToldOnce() throws Exception {
    AtomicInteger told = new AtomicInteger();
    trainer.whenLearntEnough(told::incrementAndGet);
    teachMany(0, Model.ENOUGH - 1);
    Thread.sleep(1_200); // two looks of the trainer at what it has
    assertEquals(0, told.get());
    teachMany(Model.ENOUGH - 1, Model.ENOUGH + 5);
    eventually(() -> told.get() == 1);
    trainer.whenLearntEnough(told::incrementAndGet);
    teachMany(70, 71);
    Thread.sleep(1_200);
    assertEquals(1, told.get());
  }

  @Test
  void theSameMessageTwiceInOneBatchCountsOnce() throws IOException {
    Teaching one = Letters.taught(Label.SPAM, 1);
    List<LessonResult> results = trainer.teachAll(List.of(one, Letters.taught(Label.HAM, 2), one));
    assertInstanceOf(Learned.class, results.get(0));
    assertInstanceOf(Learned.class, results.get(1));
    assertInstanceOf(Known.class, results.get(2));
  }

  @Test
  void theOppositeMovesItOver() throws Exception {
    trainer.teach(Letters.by("anna", Label.SPAM, 1));
    LessonResult moved = trainer.teach(Letters.wrongly("anna", Label.SPAM, 1));
    assertInstanceOf(Moved.class, moved);
    assertEquals(0, trainer.size().spam());
    assertEquals(1, trainer.size().ham());
    eventually(() -> trainer.current().spamLessons() == 0);
    assertEquals(1, trainer.current().hamLessons());
  }

  @Test
  void whatIsForgottenNeverWas() throws Exception {
    teachMany(0, 60);
    byte[] before = bytes(trainer.current());
    Teaching wrong = Letters.wrongly("anna", Label.HAM, 70).withAuthority();
    trainer.teach(wrong);
    assertInstanceOf(Forgotten.class, trainer.forget(wrong.digest(), "anna", "test", true));
    eventually(() -> java.util.Arrays.equals(before, bytes(trainer.current())));
    assertEquals(new NothingToForget(), trainer.forget(wrong.digest(), "anna", "test", true));
  }

  @Test
  void onlyTheAdministratorTakesBackWhatHeTaught() throws IOException {
    Teaching his = Letters.taught(Label.SPAM, 1);
    trainer.teach(his);
    assertEquals(
        new Refused(Reason.NOT_YOURS), trainer.forget(his.digest(), "anna", "test", false));
    assertInstanceOf(Disputed.class, trainer.teach(Letters.wrongly("anna", Label.SPAM, 1)));
    assertInstanceOf(Disputed.class, trainer.teach(Letters.wrongly("bert", Label.SPAM, 1)));
    assertEquals(1, trainer.size().spam());
  }

  @Test
  void whatContradictsTheModelWaitsForASecondPerson() throws IOException {
    teachMany(0, 60);
    Teaching doubtful = Letters.wrongly("anna", Label.SPAM, 70);
    LessonResult parked = trainer.teach(doubtful);
    Disputed disputed = assertInstanceOf(Disputed.class, parked);
    assertEquals(60, trainer.current().hamLessons());
    assertEquals(disputed, trainer.teach(doubtful));
    assertEquals(
        new Learned(disputed.number()), trainer.teach(Letters.wrongly("bert", Label.SPAM, 70)));
    assertEquals(61, trainer.current().hamLessons());
  }

  @Test
  void theAdministratorConfirmsAndDiscards() throws IOException {
    teachMany(0, 60);
    long one = ((Disputed) trainer.teach(Letters.wrongly("anna", Label.SPAM, 70))).number();
    long two = ((Disputed) trainer.teach(Letters.wrongly("anna", Label.SPAM, 71))).number();
    assertEquals(new Learned(one), trainer.confirm(one, "root"));
    assertEquals(new Refused(Reason.NO_SUCH_LESSON), trainer.confirm(one, "root"));
    assertInstanceOf(Forgotten.class, trainer.discard(two, "root"));
    assertEquals(
        List.of(LessonStatus.UNDONE, LessonStatus.ACTIVE),
        trainer.lessons(LessonFilter.newest(2)).stream().map(Lesson::status).toList());
  }

  @Test
  void whoChangesHisMindAboutAParkedLessonIsHeard() throws IOException {
    teachMany(0, 60);
    trainer.teach(Letters.wrongly("anna", Label.SPAM, 70));
    assertInstanceOf(Learned.class, trainer.teach(Letters.by("anna", Label.SPAM, 70)));
    assertEquals(0, trainer.size().disputed());
  }

  @Test
  void theQuotaIsForADayAndNotForTheAdministrator() throws IOException {
    trainer.close();
    Instant[] now = {Instant.parse("2026-03-02T23:59:00Z")};
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return now[0];
          }

          @Override
          public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }
        };
    LearnSettings two = settings(2, 50_000);
    trainer = Trainer.open(opener(two), two, BAYES, clock);
    assertInstanceOf(Learned.class, trainer.teach(Letters.by("anna", Label.SPAM, 1)));
    assertInstanceOf(Learned.class, trainer.teach(Letters.by("anna", Label.SPAM, 2)));
    assertEquals(new Refused(Reason.QUOTA), trainer.teach(Letters.by("anna", Label.SPAM, 3)));
    assertInstanceOf(Learned.class, trainer.teach(Letters.by("bert", Label.SPAM, 3)));
    assertInstanceOf(
        Learned.class, trainer.teach(Letters.by("anna", Label.SPAM, 4).withAuthority()));
    now[0] = Instant.parse("2026-03-03T00:00:01Z");
    assertInstanceOf(Learned.class, trainer.teach(Letters.by("anna", Label.SPAM, 5)));
  }

  @Test
  void whatAnotherProcessTaughtIsKnownWithinASecondOrTwo() throws Exception {
    try (Trainer other = trainer(settings(500, 50_000))) {
      other.teach(Letters.taught(Label.SPAM, 1));
      long start = System.nanoTime();
      eventually(() -> trainer.current().spamLessons() == 1);
      assertTrue(System.nanoTime() - start < 2_000_000_000L);
      assertInstanceOf(Known.class, trainer.teach(Letters.taught(Label.SPAM, 1)));
    }
  }

  @Test
  void severalTeachAtOnceAndAllAgree() throws Exception {
    try (Trainer other = trainer(settings(500, 50_000))) {
      List<Thread> teachers =
          IntStream.range(0, 4)
              .mapToObj(
                  i -> Thread.ofPlatform().start(() -> teachTen(i % 2 == 0 ? trainer : other, i)))
              .toList();
      for (Thread teacher : teachers) {
        teacher.join();
      }
      assertEquals(40, trainer.size().spam());
      eventually(() -> other.current().spamLessons() == 40);
      eventually(() -> trainer.current().spamLessons() == 40);
      assertArrayEquals(bytes(trainer.current()), bytes(other.current()));
    }
  }

  private static void teachTen(Trainer at, int teacher) {
    try {
      for (int i = 0; i < 10; i++) {
        at.teach(Letters.taught(Label.SPAM, teacher * 100 + i));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** One lives through everything, one starts from a snapshot, one replays the whole log. */
  @Test
  void theSameLogGivesTheSameModelBitForBit() throws Exception {
    teachMany(0, 60);
    long wrong = ((Learned) trainer.teach(Letters.taught(Label.SPAM, 900))).number();
    teachMany(60, 130);
    trainer.teach(Letters.wrongly("anna", Label.SPAM, 500));
    trainer.undo(wrong, "root");
    trainer.teach(Letters.wrongly("anna", Label.HAM, 3).withAuthority());
    teachMany(130, 140);
    eventually(() -> trainer.current().spamLessons() == 141);
    byte[] lived = bytes(trainer.current());
    trainer.close();
    assertArrayEquals(lived, bytes(LearnedModel.read(opener(settings(1, 1000)), BAYES).current()));
    try (Stream<Path> files = Files.list(folder.resolve("learn"))) {
      List<Path> snapshots = files.filter(f -> f.toString().endsWith(".snapshot")).toList();
      assertEquals(1, snapshots.size());
      Files.delete(snapshots.getFirst());
    }
    Model replayed = LearnedModel.read(opener(settings(1, 1000)), BAYES).current();
    assertArrayEquals(lived, bytes(replayed));
    assertEquals(
        Double.doubleToLongBits(spam(replayed, 777)),
        Double.doubleToLongBits(spam(trainer.current(), 777)));
  }

  @Test
  void theLogKeepsToItsBoundsAndTheModelForgetsNothing() throws Exception {
    trainer.close();
    LearnSettings small = settings(500, 1_000);
    trainer = trainer(small);
    long first = ((Learned) trainer.teach(Letters.taught(Label.SPAM, 9_999))).number();
    for (int i = 0; i < 4; i++) {
      teachMany(i * 150, i * 150 + 150);
      try (Desk desk = new Desk(opener(small).open(), small, BAYES, Clock.systemUTC())) {
        desk.trim();
      }
    }
    assertEquals(1_201, trainer.size().spam() + trainer.size().ham());
    long kept = trainer.size().withFeatures();
    assertTrue(kept < 1_000, kept + " lessons still have their features");
    byte[] lived = bytes(trainer.current());
    assertEquals(new Refused(Reason.TOO_OLD), trainer.undo(first, "root"));
    trainer.close();
    trainer = trainer(small);
    assertArrayEquals(lived, bytes(trainer.current()));
    long recent = trainer.lessons(LessonFilter.newest(1)).getFirst().number();
    assertInstanceOf(Forgotten.class, trainer.undo(recent, "root"));
    eventually(() -> trainer.current().spamLessons() + trainer.current().hamLessons() == 1_200);
  }

  @Test
  void aDamagedLogFallsBackToTheSnapshot() throws Exception {
    teachMany(0, 150);
    trainer.close();
    byte[] known = bytes(trainer.current());
    Files.writeString(folder.resolve("learn/lessons.sqlite"), "garbage ".repeat(3_000));
    trainer = trainer(settings(500, 50_000));
    assertArrayEquals(known, bytes(trainer.current()));
    assertInstanceOf(Learned.class, trainer.teach(Letters.taught(Label.SPAM, 500)));
    assertEquals(151, trainer.current().spamLessons());
  }

  @Test
  void damageWhileRunningIsNoticedAndMended() throws Exception {
    teachMany(0, 150);
    trainer.close();
    trainer = trainer(settings(500, 50_000));
    byte[] known = bytes(trainer.current());
    Files.delete(folder.resolve("learn/lessons.sqlite"));
    assertThrows(IOException.class, () -> trainer.teach(Letters.taught(Label.SPAM, 500)));
    assertArrayEquals(known, bytes(trainer.current()));
    eventually(() -> teaches(trainer, 500));
    assertEquals(151, trainer.current().spamLessons());
  }

  private static boolean teaches(Trainer at, int number) {
    try {
      return at.teach(Letters.taught(Label.SPAM, number)) instanceof Learned;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aFolderThatCannotBeUsedMakesItUnavailableUntilItCan() throws Exception {
    trainer.close();
    Path blocked = Files.writeString(folder.resolve("blocked"), "a file, no folder");
    LearnSettings there =
        new LearnSettings(
            blocked, 500, 50_000, DEFAULT.keepBytes(), DEFAULT.keepList(), Duration.ofSeconds(1));
    trainer = trainer(there);
    assertNull(trainer.current());
    assertThrows(IOException.class, () -> trainer.teach(Letters.taught(Label.SPAM, 1)));
    Files.delete(blocked);
    eventually(() -> trainer.current() != null);
    assertInstanceOf(Learned.class, trainer.teach(Letters.taught(Label.SPAM, 1)));
  }

  @Test
  void readingALogThatIsNotThereMakesNone() {
    LearnSettings nowhere =
        new LearnSettings(
            folder.resolve("nowhere"),
            1,
            1_000,
            DEFAULT.keepBytes(),
            DEFAULT.keepList(),
            Duration.ZERO);
    assertNotNull(LearnedModel.read(opener(nowhere), BAYES).current());
    assertTrue(Files.notExists(folder.resolve("nowhere")));
  }

  @Test
  void whatIsBroughtAlongIsKnownAtOnceAndCanBeTakenBack() throws Exception {
    Path dump =
        Files.writeString(
            folder.resolve("dump"),
            ".MSG_COUNT 100 100 20260101\nprize 90 0 20260101\nlottery 80 0 20260101\n"
                + "casino 70 1 20260101\nmeeting 0 90 20260101\n");
    assertNull(trainer.prior());
    trainer.bring(ForeignFiles.read(dump, ForeignFormat.BOGOFILTER), "root");
    try (Trainer other = trainer(settings(500, 50_000))) {
      double spam = other.prior().logOdds(Letters.letter(Label.SPAM, 1));
      assertTrue(spam > 1, "" + spam);
      assertTrue(
          other.current().opinion(Letters.by("x", Label.SPAM, 1).features(), spam).probability()
              > 0.7);
      trainer.bring(new ForeignCounts("bogofilter", 0, 0, new byte[0]), "root");
      eventually(() -> other.prior() == null);
    }
  }

  @Test
  void whatIsClosedStaysClosed() throws Exception {
    trainer.teach(Letters.taught(Label.SPAM, 1));
    assertEquals(1, trainer.figures().get("spam"));
    assertEquals(0, trainer.figures().get("model_unavailable"));
    trainer.close();
    assertThrows(IOException.class, () -> trainer.teach(Letters.taught(Label.SPAM, 2)));
    assertEquals(1, trainer.figures().get("log_unavailable"));
  }

  @Test
  void whoTakesBackHisLessonLeavesThoseOfOthers() throws IOException {
    teachMany(0, 60);
    long annas = ((Disputed) trainer.teach(Letters.wrongly("anna", Label.SPAM, 70))).number();
    long berts = ((Learned) trainer.teach(Letters.by("bert", Label.SPAM, 70))).number();
    assertEquals(new Refused(Reason.NO_SUCH_LESSON), trainer.undoOwn(annas, "bert", "test"));
    assertEquals(new Forgotten(berts), trainer.undoOwn(berts, "bert", "test"));
    assertEquals(1, trainer.size().disputed());
    assertEquals(60, trainer.size().spam());
    assertEquals(new NothingToForget(), trainer.undoOwn(berts, "bert", "test"));
    assertEquals(new Forgotten(annas), trainer.undoOwn(annas, "anna", "test"));
    assertEquals(0, trainer.size().disputed());
  }
}
