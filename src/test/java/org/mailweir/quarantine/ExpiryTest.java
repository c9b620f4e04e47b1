package org.mailweir.quarantine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.check.Finding;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.TransactionId;
import org.mailweir.settings.DataSize;

/** Which held mail goes, and when. */
class ExpiryTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  @TempDir Path folder;
  private QuarantineFolder quarantine;
  private TransactionId old;
  private TransactionId virus;
  private TransactionId young;

  @BeforeEach
  void hold() throws IOException {
    quarantine = new QuarantineFolder(new QuarantineSettings(folder));
    old = hold(61, "SPAM", 100);
    virus = hold(20, "VIRUS", 200);
    young = hold(19, "SPAM", 300);
  }

  private TransactionId hold(int daysAgo, String finding, int size) throws IOException {
    TransactionId id = TransactionId.at(NOW.minus(Duration.ofDays(daysAgo)).toEpochMilli());
    HeldMessage record = QuarantineFolderTest.record(id, "a@x.example");
    HeldMessage named =
        new HeldMessage(
            record.version(),
            record.id(),
            record.heldAt(),
            record.sender(),
            record.parameters(),
            record.recipients(),
            record.client(),
            record.subject(),
            record.from(),
            size,
            record.sha256(),
            record.score(),
            record.reason(),
            List.of(new Finding(finding, 1, "It says so")),
            record.unavailable());
    quarantine.hold(named, InMemoryMessage.of("A: b\r\n"));
    return id;
  }

  private Expiry expiry(int days, List<String> findings, long bytes) {
    QuarantineSettings settings =
        new QuarantineSettings(
            folder, Duration.ofDays(days), findings, new DataSize(bytes), List.of());
    return new Expiry(quarantine, settings);
  }

  @Test
  void whatIsOldGoes() throws IOException {
    assertEquals(List.of(old), expiry(60, List.of(), 0).due(NOW));
    assertEquals(List.of(old, virus), expiry(20, List.of(), 0).due(NOW));
    assertEquals(List.of(), expiry(62, List.of(), 0).due(NOW));
    assertEquals(List.of(), expiry(0, List.of(), 0).due(NOW));
  }

  @Test
  void someFindingsGoSooner() throws IOException {
    assertEquals(List.of(old, virus), expiry(60, List.of("VIRUS=14d"), 0).due(NOW));
    assertEquals(List.of(virus), expiry(0, List.of("VIRUS=30d", "VIRUS=14d"), 0).due(NOW));
    assertEquals(List.of(old), expiry(60, List.of("VIRUS=90d"), 0).due(NOW));
    assertThrows(IllegalArgumentException.class, () -> expiry(60, List.of("VIRUS"), 0));
  }

  @Test
  void theOldestGoWhileThereIsNoRoom() throws IOException {
    assertEquals(List.of(), expiry(0, List.of(), 600).due(NOW));
    assertEquals(List.of(old), expiry(0, List.of(), 599).due(NOW));
    assertEquals(List.of(old, virus), expiry(0, List.of(), 499).due(NOW));
    // What is over makes room first.
    assertEquals(List.of(virus), expiry(0, List.of("VIRUS=14d"), 400).due(NOW));
  }

  @Test
  void nothingOfItIsLeft() throws IOException {
    List<TransactionId> removed = new ArrayList<>();
    assertEquals(1, expiry(60, List.of(), 0).run(NOW, removed::add));
    assertEquals(List.of(old), removed);
    assertTrue(quarantine.find(old).isEmpty());
    assertThrows(IOException.class, () -> quarantine.open(old).close());
    assertEquals(2, quarantine.list(m -> true, 9).size());
    assertEquals(0, expiry(60, List.of(), 0).run(NOW, removed::add));
  }

  @Test
  void oneThatCannotBeRemovedDoesNotKeepTheOthers() throws IOException {
    Path bytes = quarantine.days().getLast().resolve(old + ".eml");
    Files.delete(bytes);
    Files.createDirectories(bytes.resolve("in the way"));
    assertThrows(IOException.class, () -> expiry(1, List.of(), 0).run(NOW, id -> {}));
    assertFalse(quarantine.find(old).isEmpty());
    assertTrue(quarantine.find(young).isEmpty());
  }
}
