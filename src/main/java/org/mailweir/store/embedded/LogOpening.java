package org.mailweir.store.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.mailweir.safeio.AtomicFile;
import org.mailweir.safeio.Ownership;
import org.mailweir.sqlite.Database;
import org.mailweir.store.DamagedLogException;
import org.mailweir.store.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a log whatever state its file is in. The order: a good file is used; a damaged one is moved
 * aside; a new or outdated one goes on where the newest good snapshot ends.
 */
final class LogOpening {

  private static final Logger LOG = LoggerFactory.getLogger(LogOpening.class);

  /** So many damaged files are kept for the administrator before we stop making more. */
  private static final int MOST_DAMAGED = 3;

  private final Path folder;
  private final Path file;
  private final Duration wait;

  LogOpening(Path folder, Duration wait) {
    this.folder = folder;
    this.file = folder.resolve(EmbeddedLog.FILE);
    this.wait = wait;
  }

  EmbeddedLog open() throws IOException {
    AtomicFile.createFolders(folder);
    if (Files.isSymbolicLink(file)) {
      throw new IOException(file + " is a link, which is not followed");
    }
    FolderUse use = FolderUse.of(folder);
    try {
      return openOrReplace(use);
    } catch (IOException | RuntimeException e) {
      use.close();
      throw e;
    }
  }

  private EmbeddedLog openOrReplace(FolderUse use) throws IOException {
    try {
      return opened(use);
    } catch (DamagedLogException e) {
      if (!use.alone(() -> moveAside(e))) {
        throw new IOException(
            e.getMessage()
                + "; another process uses it, so it is not moved aside: stop mailweir, then start"
                + " it again",
            e);
      }
      return opened(use);
    }
  }

  static EmbeddedLog openToRead(Path file, Duration wait) throws IOException {
    Database db = Database.open(file, wait, true, DamagedLogException::new);
    try {
      return new EmbeddedLog(file, db, null, checkedId(db, file));
    } catch (IOException e) {
      db.close();
      throw e;
    }
  }

  private EmbeddedLog opened(FolderUse use) throws IOException {
    boolean fresh = !Files.exists(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) == 0;
    if (fresh) {
      createFile();
    }
    Database db = Database.open(file, wait, false, DamagedLogException::new);
    try {
      String id = db.writing(() -> initialised(db));
      if (!fresh) {
        requireSound(db);
      }
      continueSnapshot(db, id);
      return new EmbeddedLog(file, db, use, id);
    } catch (IOException | RuntimeException e) {
      db.close();
      throw e;
    }
  }

  /** 0600, and the folder's owner's even when root makes it; SQLite's own files follow it. */
  private void createFile() throws IOException {
    AtomicFile.write(file, out -> {});
    Ownership.inherit(file);
  }

  private String initialised(Database db) throws IOException {
    if (db.number("SELECT count(*) FROM sqlite_master") == 0) {
      db.script(Schema.TABLES);
      db.run("INSERT INTO about (name, value) VALUES ('log_id', ?)", UUID.randomUUID().toString());
    }
    return checkedId(db, file);
  }

  private static String checkedId(Database db, Path file) throws IOException {
    long application = db.number("PRAGMA application_id");
    long version = db.number("PRAGMA user_version");
    if (application != Schema.APPLICATION || version != Schema.VERSION) {
      throw new IOException(
          file + " is no training log of this version (" + application + ", " + version + ")");
    }
    return db.first("SELECT value FROM about WHERE name = 'log_id'", row -> row.getString(1))
        .orElseThrow(() -> new IOException(file + " has no id"));
  }

  /** Reads the pages of all small tables; the large one, features, has a checksum in each row. */
  private static void requireSound(Database db) throws IOException {
    for (String table : List.of("lessons", "events")) {
      String answer =
          db.first("PRAGMA quick_check('" + table + "')", row -> row.getString(1)).orElse("ok");
      if (!answer.equals("ok")) {
        throw new DamagedLogException(table + ": " + answer, new IOException(answer));
      }
    }
  }

  private void moveAside(DamagedLogException why) throws IOException {
    if (damaged() >= MOST_DAMAGED) {
      throw new IOException(
          "there are " + MOST_DAMAGED + " damaged logs in " + folder + " already; remove them",
          why);
    }
    String mark = ".damaged-" + Rows.time(Instant.now()).replaceAll("[^0-9TZ]", "");
    for (String part : List.of("-wal", "-shm", "")) {
      Path from = folder.resolve(EmbeddedLog.FILE + part);
      if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(from, folder.resolve(EmbeddedLog.FILE + mark + part));
      }
    }
    AtomicFile.syncFolder(folder);
    LOG.error(
        "{} was damaged ({}); it is now {}{}. A new log goes on from the newest snapshot of the"
            + " model. To get lessons back that were taught after it: sqlite3 {}{} .recover, or teach"
            + " them again with \"mailweir learn\"",
        file,
        why.getMessage(),
        EmbeddedLog.FILE,
        mark,
        EmbeddedLog.FILE,
        mark);
  }

  private long damaged() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> String.valueOf(f.getFileName()))
          .filter(n -> n.startsWith(EmbeddedLog.FILE + ".damaged-"))
          .filter(n -> !n.endsWith("-wal") && !n.endsWith("-shm"))
          .count();
    }
  }

  /**
   * A snapshot that is newer than the log, or of a log that is gone, knows more than the log does:
   * the log goes on from there.
   */
  private void continueSnapshot(Database db, String id) throws IOException {
    SnapshotFolder snapshots = new SnapshotFolder(folder);
    List<SnapshotFolder.Kept> all = snapshots.all(); // first, since others may write both
    long newest = new LogWriter(db).newest();
    for (SnapshotFolder.Kept kept : all) {
      boolean same = kept.log().equals(id);
      if (same ? kept.snapshot().event() <= newest : newest > 0) {
        continue;
      }
      if (adopt(db, snapshots, id, kept)) {
        LOG.error(
            "{} {}; it goes on from {}, with all that this snapshot holds",
            file,
            same ? "is older than its snapshots" : "is new, but there was a log before it",
            kept.file());
        return;
      }
    }
  }

  private static boolean adopt(
      Database db, SnapshotFolder snapshots, String id, SnapshotFolder.Kept kept)
      throws IOException {
    Snapshot base = new Snapshot(Snapshot.Kind.BASE, kept.snapshot().event());
    Optional<InputStream> content = openIfSound(kept);
    if (content.isEmpty()) {
      return false;
    }
    try (InputStream in = content.get()) {
      snapshots.save(id, base, in::transferTo);
    }
    String event = Long.toString(base.event());
    return db.writing(
        () -> {
          // What the log still has up to there is in the snapshot, too.
          db.run("DELETE FROM sqlite_sequence WHERE name = 'events'");
          db.run("INSERT INTO sqlite_sequence (name, seq) VALUES ('events', ?)", base.event());
          db.run("INSERT OR REPLACE INTO about (name, value) VALUES ('trimmed_to', ?)", event);
          return true;
        });
  }

  private static Optional<InputStream> openIfSound(SnapshotFolder.Kept kept) {
    try {
      return Optional.of(SnapshotFolder.open(kept.file()));
    } catch (IOException e) {
      LOG.warn("{}", e.getMessage());
      return Optional.empty();
    }
  }
}
