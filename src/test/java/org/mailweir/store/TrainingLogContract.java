package org.mailweir.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every training log promises. */
public abstract class TrainingLogContract {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.250Z");

  private TrainingLog log;
  private TrainingLog other;

  /** Opens the same log again, as another process would. */
  protected abstract TrainingLog open() throws IOException;

  @BeforeEach
  void openTwice() throws IOException {
    log = open();
    other = open();
  }

  @AfterEach
  void close() {
    log.close();
    other.close();
  }

  private static NewLesson lesson(String digest, LessonKind kind) {
    return new NewLesson(
        NOW,
        "anna@example.org",
        "command line",
        kind,
        digest,
        "id@host",
        "Hello",
        0.5,
        false,
        (digest + kind).getBytes(StandardCharsets.UTF_8));
  }

  private static Change.Teach spam(String digest) {
    return new Change.Teach(lesson(digest, LessonKind.SPAM), false);
  }

  private static Change.Teach parked(String digest) {
    return new Change.Teach(lesson(digest, LessonKind.SPAM), true);
  }

  private static Change.Undo undo(long lesson) {
    return new Change.Undo(lesson, NOW, "admin", "command line");
  }

  private static Change.Confirm confirm(long lesson) {
    return new Change.Confirm(lesson, NOW, "admin", "command line");
  }

  private long write(Change change) throws IOException {
    return assertInstanceOf(Commit.Written.class, log.commit(List.of(change), log.last()))
        .events()
        .getFirst()
        .lesson();
  }

  private List<String> inForce(TrainingLog of, long after) throws IOException {
    return of.tail(after, 1_000).steps().stream()
        .filter(s -> s.taught() != null)
        .map(s -> s.taught().lesson().digest())
        .toList();
  }

  @Test
  void aNewLogIsEmpty() throws IOException {
    assertEquals(0, log.last());
    assertEquals(List.of(), log.tail(0, 10).steps());
    assertEquals(new LogSize(0, 0, 0, 0, 0, 0), log.size());
    assertEquals(List.of(), log.imports());
    assertEquals(0, log.trimmedTo());
  }

  @Test
  void whatIsWrittenIsThereForOthersWithAllItsFields() throws IOException {
    long number = write(spam("d1"));
    Lesson read = other.lesson(number).orElseThrow();
    assertEquals(
        new Lesson(
            number,
            NOW,
            "anna@example.org",
            "command line",
            LessonKind.SPAM,
            LessonStatus.ACTIVE,
            "d1",
            "id@host",
            "Hello",
            0.5,
            false,
            other.last(),
            "d1SPAM".length()),
        read);
    assertArrayEquals(
        "d1SPAM".getBytes(StandardCharsets.UTF_8),
        other.tail(0, 10).steps().getFirst().taught().features());
    assertTrue(other.changedByOthers());
    assertFalse(other.changedByOthers());
  }

  @Test
  void whoHasNotSeenTheNewestEventWritesNothing() throws IOException {
    write(spam("d1"));
    assertInstanceOf(Commit.Stale.class, other.commit(List.of(spam("d2")), 0));
    assertEquals(List.of("d1"), inForce(log, 0));
  }

  @Test
  void allChangesAreWrittenOrNone() throws IOException {
    long number = write(spam("d1"));
    assertThrows(
        IllegalArgumentException.class,
        () -> log.commit(List.of(undo(number), spam("d2"), confirm(number)), log.last()));
    assertEquals(List.of("d1"), inForce(other, 0));
    assertEquals(LessonStatus.ACTIVE, log.lesson(number).orElseThrow().status());
  }

  @Test
  void aMessageHasAtMostOneLessonInForce() throws IOException {
    write(spam("d1"));
    assertThrows(
        IOException.class,
        () ->
            log.commit(List.of(new Change.Teach(lesson("d1", LessonKind.HAM), false)), log.last()));
    assertEquals(1, log.size().spam());
  }

  @Test
  void lessonsComeInTheOrderInWhichTheyCameIntoForce() throws IOException {
    long first = write(parked("parked"));
    write(spam("plain"));
    assertEquals(List.of("plain"), inForce(log, 0));
    write(confirm(first));
    assertEquals(List.of("plain", "parked"), inForce(log, 0));
    assertEquals(3, log.lesson(first).orElseThrow().activeSince());
  }

  @Test
  void whatWasTakenBackIsAnEventWithoutALesson() throws IOException {
    long number = write(spam("d1"));
    write(undo(number));
    List<Tail.Step> steps = log.tail(0, 10).steps();
    assertEquals(
        List.of(Event.Kind.LEARNED, Event.Kind.UNDONE),
        steps.stream().map(s -> s.event().kind()).toList());
    assertNull(steps.getFirst().taught());
    assertThrows(IllegalArgumentException.class, () -> write(undo(number)));
  }

  @Test
  void aParkedLessonCanBeDiscarded() throws IOException {
    long number = write(parked("d1"));
    assertEquals(1, log.size().disputed());
    write(undo(number));
    assertEquals(Event.Kind.DISCARDED, log.tail(1, 10).steps().getFirst().event().kind());
    assertEquals(new LogSize(0, 0, 0, 1, 1, 6), log.size());
  }

  @Test
  void theTailComesInPieces() throws IOException {
    for (int i = 0; i < 7; i++) {
      write(spam("d" + i));
    }
    assertEquals(List.of("d0", "d1", "d2"), digests(log.tail(0, 3)));
    assertEquals(List.of("d5", "d6"), digests(log.tail(5, 3)));
  }

  private static List<String> digests(Tail tail) {
    return tail.steps().stream().map(s -> s.taught().lesson().digest()).toList();
  }

  @Test
  void lessonsAreFiltered() throws IOException {
    long undone = write(spam("d1"));
    write(undo(undone));
    long spam = write(spam("d1"));
    long ham = write(new Change.Teach(lesson("d2", LessonKind.HAM), false));
    assertEquals(List.of(ham, spam), numbers(LessonFilter.newest(2)));
    assertEquals(List.of(spam, undone), numbers(LessonFilter.ofMessage("d1")));
    assertEquals(List.of(spam), numbers(LessonFilter.ofMessage("d1").with(LessonStatus.ACTIVE)));
    assertEquals(List.of(ham), numbers(new LessonFilter(null, LessonKind.HAM, null, null, 10)));
    assertEquals(List.of(), numbers(new LessonFilter(null, null, "nobody", null, 10)));
  }

  private List<Long> numbers(LessonFilter filter) throws IOException {
    return log.lessons(filter).stream().map(Lesson::number).toList();
  }

  @Test
  void lessonsOfATeacherAreCounted() throws IOException {
    write(spam("d1"));
    write(parked("d2"));
    assertEquals(2, log.taughtBy("anna@example.org", NOW));
    assertEquals(0, log.taughtBy("anna@example.org", NOW.plusMillis(1)));
    assertEquals(0, log.taughtBy("bert@example.org", NOW));
  }

  @Test
  void theNewestImportOfEachFormatCounts() throws IOException {
    for (int i = 1; i <= 2; i++) {
      write(
          new Change.Import(
              new ForeignCounts("bogofilter", i, 20, new byte[] {1, 2}), NOW, "a", "b"));
    }
    ForeignCounts read = other.imports().getFirst();
    assertEquals(1, other.imports().size());
    assertEquals(2, read.spamMessages());
    assertArrayEquals(new byte[] {1, 2}, read.table());
    write(new Change.Import(new ForeignCounts("bogofilter", 0, 0, new byte[0]), NOW, "a", "b"));
    assertEquals(List.of(), other.imports());
  }

  private void save(Snapshot.Kind kind, long event, String content) throws IOException {
    log.save(new Snapshot(kind, event), out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
  }

  private String content(Snapshot snapshot) throws IOException {
    try (InputStream in = other.open(snapshot)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theNewestTwoSnapshotsOfEachKindAreKept() throws IOException {
    for (int i = 1; i <= 4; i++) {
      write(spam("d" + i));
      save(Snapshot.Kind.LIVE, i, "live " + i);
    }
    save(Snapshot.Kind.BASE, 2, "base 2");
    assertEquals(
        List.of(4L, 3L),
        other.snapshots(Snapshot.Kind.LIVE).stream().map(Snapshot::event).toList());
    assertEquals("live 3", content(new Snapshot(Snapshot.Kind.LIVE, 3)));
    assertEquals("base 2", content(new Snapshot(Snapshot.Kind.BASE, 2)));
    assertThrows(IOException.class, () -> content(new Snapshot(Snapshot.Kind.LIVE, 1)));
  }

  @Test
  void aSnapshotIsExactUntilSomethingThatItHoldsIsTakenBack() throws IOException {
    long early = write(spam("d1"));
    long late = write(spam("d2"));
    Snapshot between = new Snapshot(Snapshot.Kind.LIVE, 1);
    write(undo(late));
    assertTrue(log.isExact(between));
    write(undo(early));
    assertFalse(log.isExact(between));
    assertTrue(log.isExact(new Snapshot(Snapshot.Kind.LIVE, log.last())));
  }

  @Test
  void trimmedLessonsStayOnTheListWithoutFeatures() throws IOException {
    long first = write(spam("d1"));
    write(spam("d2"));
    log.trim(1, NOW.minus(1, ChronoUnit.DAYS));
    assertEquals(1, other.trimmedTo());
    assertEquals(0, other.lesson(first).orElseThrow().featureBytes());
    assertEquals(List.of("d2"), inForce(other, 0));
    assertEquals(new LogSize(2, 0, 0, 0, 1, 6), other.size());
    assertEquals(new LogSize(1, 0, 0, 0, 1, 6), other.size(1));
  }

  @Test
  void whatIsOlderThanTheListGoes() throws IOException {
    write(spam("d1"));
    write(spam("d2"));
    log.trim(1, NOW.plusMillis(1));
    assertEquals(List.of("d2"), digestsOf(log.lessons(LessonFilter.newest(10))));
    assertEquals(2, log.last());
    long next = write(spam("d3"));
    assertEquals(3, next);
  }

  private static List<String> digestsOf(List<Lesson> lessons) {
    return lessons.stream().map(Lesson::digest).toList();
  }

  @Test
  void manyWritersLoseNothing() throws Exception {
    List<Thread> writers =
        IntStream.range(0, 4)
            .mapToObj(i -> Thread.ofPlatform().start(() -> writeMany("w" + i)))
            .toList();
    for (Thread writer : writers) {
      writer.join();
    }
    assertEquals(100, log.size().spam());
    assertEquals(100, inForce(log, 0).size());
  }

  private void writeMany(String name) {
    try (TrainingLog mine = open()) {
      for (int i = 0; i < 25; ) {
        boolean written =
            mine.commit(List.of(spam(name + i)), mine.last()) instanceof Commit.Written;
        i += written ? 1 : 0;
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
