package org.mailweir.quarantine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.check.Finding;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.HeldMessage.State;

/** Held mail on disk. */
class QuarantineFolderTest {

  private static final TransactionId ID = TransactionId.at(1_795_000_000_000L);
  private static final String TEXT = "Subject: held\r\n\r\nbytes \u00ff\u0000\r\n";

  @TempDir Path temp;
  private Path folder;
  private QuarantineFolder quarantine;

  @BeforeEach
  void open() {
    folder = temp.resolve("quarantine");
    quarantine = new QuarantineFolder(new QuarantineSettings(folder));
  }

  static HeldMessage record(TransactionId id, String... recipients) {
    return new HeldMessage(
        1,
        id.text(),
        "2026-11-20T10:00:00Z",
        "\"a>b\"@sender.example",
        new MailParameters("8BITMIME", true, "HDRS", "QQ"),
        List.of(recipients).stream()
            .map(
                r ->
                    new HeldMessage.HeldRecipient(
                        r, "NEVER", null, "because", State.HELD, null, null))
            .toList(),
        new ClientInfo("c.example", "192.0.2.1", null, null, "h", "Q1", "REMOTE"),
        "held </script> ü",
        "From <f@x>",
        25,
        "00",
        12.5,
        "because",
        List.of(new Finding("R", 12.5, "d")),
        List.of("dnsbl:timeout"));
  }

  private static InMemoryMessage message() {
    byte[] bytes = TEXT.getBytes(StandardCharsets.ISO_8859_1);
    return new InMemoryMessage(bytes, bytes.length, 0, "00");
  }

  private List<HeldMessage> list() throws IOException {
    return quarantine.list(m -> true, 10);
  }

  @Test
  void whatIsHeldComesBackAsItWas() throws IOException {
    HeldMessage record = record(ID, "a@x", "b@x");
    quarantine.hold(record, message());
    assertEquals(record, quarantine.find(ID).orElseThrow());
    assertEquals(TEXT, new String(quarantine.open(ID).readAllBytes(), StandardCharsets.ISO_8859_1));
    assertEquals(List.of(record), list());
    assertEquals("\"a>b\"@sender.example", record.envelopeFor(record.held()).sender().text());
  }

  @Test
  void foldersAndFilesAreForTheOwnerOnly() throws IOException {
    quarantine.hold(record(ID, "a@x"), message());
    assertEquals("rwx------", permissions(folder));
    Path day = folder.resolve("2026/11/18");
    assertEquals("rwx------", permissions(day));
    assertEquals("rw-------", permissions(day.resolve(ID + ".eml")));
    assertEquals("rw-------", permissions(day.resolve(ID + ".json")));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aMessageWithoutItsRecordIsNotHeldAndADamagedRecordHidesOnlyItself() throws IOException {
    quarantine.hold(record(ID, "a@x"), message());
    Path day = folder.resolve("2026/11/18");
    Files.writeString(day.resolve(TransactionId.at(1_795_000_000_001L) + ".eml"), TEXT);
    Files.writeString(
        day.resolve(TransactionId.at(1_795_000_000_002L) + ".json"), "{\"version\":1");
    Files.writeString(
        day.resolve(TransactionId.at(1_795_000_000_003L) + ".json"), "{\"version\":1}");
    assertEquals(1, list().size());
  }

  @Test
  void aFullDiskHoldsNothing() throws IOException {
    Files.createDirectories(folder);
    Files.createFile(folder.resolve("2026"));
    assertThrows(IOException.class, () -> quarantine.hold(record(ID, "a@x"), message()));
    assertEquals(List.of(), list());
  }

  @Test
  void aRecordThatCannotBeWrittenLeavesNoMessageBehind() throws IOException {
    Path day = folder.resolve("2026/11/18");
    Files.createDirectories(day.resolve(ID + ".json").resolve("in the way"));
    assertThrows(IOException.class, () -> quarantine.hold(record(ID, "a@x"), message()));
    assertEquals(List.of(day.resolve(ID + ".json")), filesIn(day));
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void theWholePathOfADayIsSyncedOnceThoughTheFoldersExist() throws IOException {
    Files.createDirectories(folder.resolve("2026/11/18"));
    List<Path> synced = new ArrayList<>();
    QuarantineFolder second = new QuarantineFolder(new QuarantineSettings(folder), synced::add);
    second.hold(record(ID, "a@x"), message());
    assertEquals(List.of(folder.resolve("2026/11"), folder.resolve("2026"), folder, temp), synced);
    second.hold(record(TransactionId.at(1_795_000_000_001L), "a@x"), message());
    assertEquals(4, synced.size());
  }

  @Test
  void aPathThatCannotBeMadeDurableHoldsNothing() throws IOException {
    QuarantineFolder broken =
        new QuarantineFolder(
            new QuarantineSettings(folder),
            path -> {
              throw new IOException("Input/output error");
            });
    assertThrows(IOException.class, () -> broken.hold(record(ID, "a@x"), message()));
    assertEquals(List.of(), list());
  }

  @Test
  void theLimitCountsWhatIsWanted() throws IOException {
    for (int i = 0; i < 6; i++) {
      String recipient = i % 2 == 0 ? "even@x" : "odd@x";
      quarantine.hold(record(TransactionId.at(1_795_000_000_000L + i), recipient), message());
    }
    List<HeldMessage> even =
        quarantine.list(m -> m.recipients().getFirst().address().equals("even@x"), 3);
    assertEquals(3, even.size());
  }

  @Test
  void whatRootWritesBelongsToTheOwnerOfTheFolder() throws IOException {
    Files.createDirectory(folder);
    assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "only root can give files away");
    Files.setAttribute(folder, "unix:uid", 4711);
    Files.setAttribute(folder, "unix:gid", 4712);
    quarantine.hold(record(ID, "a@x"), message());
    quarantine.change(ID, m -> released(m, "a@x"));
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        assertEquals(Map.of("uid", 4711, "gid", 4712), Files.readAttributes(path, "unix:uid,gid"));
      }
    }
  }

  @Test
  void changesOfTwoProcessesAndManyThreadsDoNotLoseEachOther() throws Exception {
    String[] names = IntStream.range(0, 20).mapToObj(i -> "u" + i + "@x").toArray(String[]::new);
    quarantine.hold(record(ID, names), message());
    QuarantineFolder other = new QuarantineFolder(new QuarantineSettings(folder));
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<HeldMessage>> changes =
          List.of(names).stream()
              .<Callable<HeldMessage>>map(n -> () -> quarantine.change(ID, m -> released(m, n)))
              .toList();
      for (var done : threads.invokeAll(changes)) {
        done.get();
      }
    }
    assertEquals(List.of(), other.find(ID).orElseThrow().held());
  }

  private static HeldMessage released(HeldMessage message, String name) {
    return message.with(
        message.recipients().stream()
            .map(r -> r.is(name) ? r.now(State.RELEASED, "now", "250") : r)
            .toList());
  }

  @Test
  void theBytesGoWhenEverybodyHasDeletedThem() throws IOException {
    quarantine.hold(record(ID, "a@x"), message());
    quarantine.change(
        ID,
        m -> m.with(m.recipients().stream().map(r -> r.now(State.DELETED, "now", null)).toList()));
    assertThrows(IOException.class, () -> quarantine.open(ID));
    assertFalse(quarantine.find(ID).isEmpty(), "the record stays as history");
  }

  @Test
  void unfinishedFilesOfAKilledProcessAreSweptAndNothingElse() throws IOException {
    quarantine.hold(record(ID, "a@x"), message());
    Path day = folder.resolve("2026/11/18");
    Path old = Files.writeString(day.resolve("x.eml.tmp"), "half");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    Path fresh = Files.writeString(day.resolve("y.eml.tmp"), "being written");
    Files.createSymbolicLink(day.resolve("z.eml.tmp"), day.resolve("gone"));
    assertEquals(1, quarantine.sweep());
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(fresh));
    assertEquals(1, list().size());
  }

  @Test
  void noIdIsAPath() {
    for (String id : List.of("..", "../../etc/passwd", "%2e%2e", "/etc/passwd", "", "a\0b")) {
      assertThrows(IllegalArgumentException.class, () -> new TransactionId(id));
    }
  }
}
