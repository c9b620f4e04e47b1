package org.mailweir.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.sqlite.Database;
import org.mailweir.store.Change;
import org.mailweir.store.Commit;
import org.mailweir.store.DamagedLogException;
import org.mailweir.store.LessonKind;
import org.mailweir.store.NewLesson;
import org.mailweir.store.Snapshot;
import org.mailweir.store.Tail;
import org.mailweir.store.TrainingLog;
import org.mailweir.store.TrainingLogContract;

/** The contract, and what becomes of a file that is damaged. */
class EmbeddedLogTest extends TrainingLogContract {

  private static final Duration WAIT = Duration.ofSeconds(5);

  @TempDir private Path folder;

  @Override
  protected TrainingLog open() throws IOException {
    return EmbeddedLog.open(folder.resolve("contract"), WAIT);
  }

  private TrainingLog here() throws IOException {
    return EmbeddedLog.open(folder, WAIT);
  }

  private Path file() {
    return folder.resolve(EmbeddedLog.FILE);
  }

  private static void teach(TrainingLog log, String digest, int size) throws IOException {
    NewLesson lesson =
        new NewLesson(
            Instant.now(), "t", "s", LessonKind.SPAM, digest, "", "", 1, false, new byte[size]);
    assertTrue(
        log.commit(List.of(new Change.Teach(lesson, false)), log.last()) instanceof Commit.Written);
  }

  /** A log of ten lessons, and a snapshot after the eighth. */
  private void ten() throws IOException {
    try (TrainingLog log = here()) {
      for (int i = 1; i <= 10; i++) {
        teach(log, "d" + i, 6_000);
        if (i == 8) {
          log.save(new Snapshot(Snapshot.Kind.LIVE, 8), out -> out.write(text("eight")));
        }
      }
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private long filesNamed(String part) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().contains(part)).count();
    }
  }

  /** The new log knows what the snapshot knew, and goes on behind it. */
  private void restsOnTheSnapshot() throws IOException {
    try (TrainingLog log = here()) {
      assertEquals(8, log.last());
      Snapshot base = log.snapshots(Snapshot.Kind.BASE).getFirst();
      assertEquals(8, base.event());
      try (InputStream in = log.open(base)) {
        assertEquals("eight", new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
      assertTrue(log.isExact(base));
      teach(log, "new", 10);
      assertEquals(9, log.last());
      assertEquals(1, log.tail(8, 10).steps().size());
    }
    try (TrainingLog log = here()) {
      assertEquals(9, log.last());
    }
  }

  @Test
  void theFilesAreTheOwnersOnly() throws IOException {
    ten();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    assertEquals(0, filesNamed("native"));
  }

  @Test
  void anAdministratorFindsHisWay() throws Exception {
    ten();
    Process sqlite;
    try {
      sqlite =
          new ProcessBuilder(
                  "sqlite3", file().toString(), "SELECT kind, count(*) FROM lessons GROUP BY kind")
              .start();
    } catch (IOException e) {
      return; // The program is not everywhere; the file is the same.
    }
    assertEquals(
        "spam|10",
        new String(sqlite.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
  }

  @Test
  void garbageIsMovedAside() throws IOException {
    ten();
    Files.write(file(), text("this is no database, whatever its name says".repeat(100)));
    restsOnTheSnapshot();
    assertEquals(1, filesNamed(".damaged-"));
  }

  @Test
  void aTruncatedFileIsMovedAside() throws IOException {
    ten();
    try (RandomAccessFile cut = new RandomAccessFile(file().toFile(), "rw")) {
      cut.setLength(cut.length() / 3);
    }
    restsOnTheSnapshot();
  }

  @Test
  void aScribbledFileIsMovedAside() throws IOException {
    ten();
    try (RandomAccessFile scribbled = new RandomAccessFile(file().toFile(), "rw")) {
      for (long at = 4096; at < scribbled.length(); at += 4096) {
        scribbled.seek(at);
        scribbled.write(new byte[64]);
      }
    }
    restsOnTheSnapshot();
  }

  @Test
  void aMissingAndAnEmptyFileGoOnFromTheSnapshot() throws IOException {
    ten();
    Files.delete(file());
    restsOnTheSnapshot();
    Files.write(file(), new byte[0]);
    try (TrainingLog log = here()) {
      assertEquals(8, log.last());
    }
  }

  @Test
  void aBackupThatIsOlderThanItsSnapshotsGoesOnFromThem() throws IOException {
    try (TrainingLog log = here()) {
      teach(log, "early", 10);
    }
    byte[] backup = Files.readAllBytes(file());
    try (TrainingLog log = here()) {
      for (int i = 2; i <= 8; i++) {
        teach(log, "d" + i, 10);
      }
      log.save(new Snapshot(Snapshot.Kind.LIVE, 8), out -> out.write(text("eight")));
    }
    Files.write(file(), backup);
    restsOnTheSnapshot();
  }

  @Test
  void aDamagedSnapshotIsRefusedAtEveryByte() throws IOException {
    ten();
    Path snapshot = folder.resolve("model-live-000000000008.snapshot");
    byte[] good = Files.readAllBytes(snapshot);
    try (TrainingLog log = here()) {
      Snapshot live = new Snapshot(Snapshot.Kind.LIVE, 8);
      for (int i = 0; i < good.length; i++) {
        byte[] flipped = good.clone();
        flipped[i] ^= 1;
        Files.write(snapshot, flipped);
        assertThrows(IOException.class, () -> log.open(live).close(), "byte " + i);
        Files.write(snapshot, java.util.Arrays.copyOf(good, i));
        assertThrows(IOException.class, () -> log.open(live).close(), "cut at " + i);
      }
    }
  }

  @Test
  void aLessonWithAFlippedBitIsNamedDamaged() throws IOException {
    try (TrainingLog log = here()) {
      teach(log, "whole", 6_000);
    }
    byte[] bytes = Files.readAllBytes(file());
    bytes[bytes.length - 100] ^= 4; // in the features, which fill the last pages
    Files.write(file(), bytes);
    try (TrainingLog log = here()) {
      Tail.Taught taught = log.tail(0, 10).steps().getFirst().taught();
      assertNotNull(taught);
      assertNull(taught.features());
    }
  }

  @Test
  void aFileThatIsTakenAwayInUseTakesNoMoreLessons() throws IOException {
    try (TrainingLog log = here()) {
      teach(log, "d1", 10);
      Files.delete(file());
      assertThrows(DamagedLogException.class, () -> teach(log, "d2", 10));
    }
  }

  @Test
  void aDamagedFileThatOthersUseIsNotMoved() throws IOException {
    ten();
    try (TrainingLog user = here()) {
      assertEquals(10, user.last());
      Files.write(file(), text("garbage".repeat(1000)));
      IOException e = assertThrows(IOException.class, this::here);
      assertTrue(e.getMessage().contains("another process uses it"), e.getMessage());
    }
    assertEquals(0, filesNamed(".damaged-"));
  }

  @Test
  void aLockedFileIsWaitedForOnlySoLong() throws Exception {
    try (TrainingLog log = here();
        Database other = Database.open(file(), WAIT, false, DamagedLogException::new)) {
      teach(log, "d1", 10);
      try (TrainingLog impatient = EmbeddedLog.open(folder, Duration.ofMillis(100))) {
        other.script(List.of("BEGIN IMMEDIATE"));
        IOException e = assertThrows(IOException.class, () -> teach(impatient, "d2", 10));
        assertFalse(e instanceof DamagedLogException);
        other.script(List.of("ROLLBACK"));
        teach(impatient, "d2", 10);
      }
    }
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Files.createSymbolicLink(file(), folder.resolve("elsewhere"));
    assertThrows(IOException.class, this::here);
    assertFalse(Files.exists(folder.resolve("elsewhere")));
  }

  @Test
  void readingMakesNoFile() throws IOException {
    assertTrue(EmbeddedLog.openToRead(folder, WAIT).isEmpty());
    ten();
    try (TrainingLog log = EmbeddedLog.openToRead(folder, WAIT).orElseThrow()) {
      assertEquals(10, log.tail(0, 100).steps().size());
      assertThrows(IOException.class, () -> teach(log, "d11", 10));
    }
  }

  @Test
  void aFullDiskLosesNothingThatWasSaidToBeWritten() throws IOException {
    ten();
    Database small = Database.open(file(), WAIT, false, DamagedLogException::new);
    try (TrainingLog log = new EmbeddedLog(file(), small, null, "full")) {
      long pages = small.number("PRAGMA page_count");
      small.number("PRAGMA max_page_count = " + (pages + 8));
      int written = 0;
      for (boolean room = true; room; written += room ? 1 : 0) {
        room = hasRoom(log, "more" + written);
      }
      assertTrue(written > 0);
      assertEquals(10 + written, log.last());
      small.number("PRAGMA max_page_count = " + (pages + 1000));
      teach(log, "later", 6_000);
    }
  }

  private static boolean hasRoom(TrainingLog log, String digest) {
    try {
      teach(log, digest, 6_000);
      return true;
    } catch (IOException e) {
      assertFalse(e instanceof DamagedLogException, e.toString());
      return false;
    }
  }
}
