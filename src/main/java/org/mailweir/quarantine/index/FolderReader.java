package org.mailweir.quarantine.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.Finding;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.HeldMessage.HeldRecipient;
import org.mailweir.quarantine.HeldMessage.State;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.quarantine.Search;
import org.mailweir.sqlite.Database;

/**
 * Brings the index up to what the folders hold.
 *
 * <p>A record is written by a rename, which changes the time of its folder; folders whose time is
 * the same as when they were read need not be read again. Times of files advance in steps, so a
 * folder that had changed shortly before it was read is read once more.
 */
final class FolderReader {

  private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final String RECORD = ".json";

  private final QuarantineFolder quarantine;
  private final Database db;

  FolderReader(QuarantineFolder quarantine, Database db) {
    this.quarantine = quarantine;
    this.db = db;
  }

  void read() throws IOException {
    Map<String, Long> seen = new HashMap<>();
    db.list("SELECT name, seen FROM day", row -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(day -> seen.put(day.getKey(), day.getValue()));
    for (Path day : quarantine.days()) {
      String name = quarantine.folder().relativize(day).toString();
      long changed = nanos(day);
      Long before = seen.remove(name);
      if (before == null || before != changed) {
        db.writing(() -> readDay(day, name, changed));
      }
    }
    for (String gone : seen.keySet()) {
      db.writing(() -> forgetDay(gone));
    }
  }

  private int readDay(Path day, String name, long changed) throws IOException {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    Map<String, Long> known = new HashMap<>();
    db.list(
            "SELECT id, changed FROM held WHERE day = ?",
            row -> Map.entry(row.getString(1), row.getLong(2)),
            name)
        .forEach(one -> known.put(one.getKey(), one.getValue()));
    Set<String> gone = new HashSet<>(known.keySet());
    for (Path file : QuarantineFolder.newestFirst(day)) {
      String id = String.valueOf(file.getFileName()).replace(RECORD, "");
      if (file.toString().endsWith(RECORD) && TransactionId.isValid(id)) {
        gone.remove(id);
        readRecord(file, id, name, known.get(id), now);
      }
    }
    for (String id : gone) {
      forget(id);
    }
    // A folder that changed just now may change again without its time showing it.
    long settled = now - changed > STEP_NANOS ? changed : -1;
    return db.run("INSERT OR REPLACE INTO day VALUES (?, ?)", name, settled);
  }

  private void readRecord(Path file, String id, String day, @Nullable Long known, long now)
      throws IOException {
    long changed = nanos(file);
    if (known != null && known == changed && now - changed > STEP_NANOS) {
      return;
    }
    Optional<HeldMessage> message = quarantine.readable(new TransactionId(id));
    forget(id);
    if (message.isPresent()) {
      put(message.get(), changed, day);
    }
  }

  private void put(HeldMessage message, long changed, String day) throws IOException {
    String findings =
        message.findings().stream().map(Finding::name).collect(Collectors.joining(" "));
    db.run(
        "INSERT INTO held VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        message.id(),
        changed,
        day,
        message.score(),
        Search.folded(message.sender()),
        Search.folded(message.from()),
        Search.folded(message.subject()),
        " " + findings + " ",
        message.held().size());
    Map<String, Boolean> waiting = new HashMap<>();
    for (HeldRecipient recipient : message.recipients()) {
      waiting.merge(
          Search.canonical(recipient.address()),
          recipient.state() == State.HELD,
          Boolean::logicalOr);
    }
    for (var one : waiting.entrySet()) {
      String address = one.getKey();
      db.run(
          "INSERT INTO recipient VALUES (?, ?, ?, ?)",
          message.id(),
          address,
          Search.domain(address),
          one.getValue() ? 1 : 0);
    }
  }

  private void forget(String id) throws IOException {
    db.run("DELETE FROM held WHERE id = ?", id);
    db.run("DELETE FROM recipient WHERE id = ?", id);
  }

  private int forgetDay(String name) throws IOException {
    List<String> ids = db.list("SELECT id FROM held WHERE day = ?", row -> row.getString(1), name);
    for (String id : ids) {
      forget(id);
    }
    return db.run("DELETE FROM day WHERE name = ?", name);
  }

  /** The time of the last change; 0 when it has just gone. */
  private static long nanos(Path path) throws IOException {
    try {
      return Files.getLastModifiedTime(path).to(TimeUnit.NANOSECONDS);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
