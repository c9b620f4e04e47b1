package org.mailweir.store.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailweir.sqlite.Database;
import org.mailweir.store.Change;
import org.mailweir.store.Commit;
import org.mailweir.store.Event;
import org.mailweir.store.ForeignCounts;
import org.mailweir.store.Lesson;
import org.mailweir.store.LessonFilter;
import org.mailweir.store.LogSize;
import org.mailweir.store.Snapshot;
import org.mailweir.store.Tail;
import org.mailweir.store.TrainingLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The training log in one SQLite file, {@code lessons.sqlite}, with the snapshots beside it.
 *
 * <p>Write-ahead log and {@code synchronous = FULL}: what was committed survives kill -9 and a
 * power cut. {@link #open} says what happens to a file that is damaged, lost or older than its
 * snapshots.
 */
public final class EmbeddedLog implements TrainingLog {

  static final String FILE = "lessons.sqlite";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedLog.class);

  private final Path file;
  private final Database db;
  private final @Nullable FolderUse use;
  private final String id;
  private final SnapshotFolder snapshots;
  private final LogWriter writer;
  private final @Nullable Object fileKey;
  private long dataVersion;

  EmbeddedLog(Path file, Database db, @Nullable FolderUse use, String id) throws IOException {
    this.file = file;
    this.db = db;
    this.use = use;
    this.id = id;
    this.snapshots = new SnapshotFolder(Objects.requireNonNull(file.getParent()));
    this.writer = new LogWriter(db);
    this.fileKey = key(file);
  }

  /**
   * Opens the log of a folder, and makes a new one where there is none.
   *
   * <p>A file that is no SQLite database any more, or a damaged one, is moved aside, named in the
   * log with the remedy, and a new one is begun that rests on the newest good snapshot; so does a
   * file that is missing, empty or older than its snapshots. Nothing is moved while anybody else
   * uses it.
   *
   * @param lockTimeout how long to wait for another process that writes
   * @throws IOException when it cannot be opened, such as when it is locked for longer, or the disk
   *     is full
   */
  public static EmbeddedLog open(Path folder, Duration lockTimeout) throws IOException {
    return new LogOpening(folder, lockTimeout).open();
  }

  /**
   * Opens the log of a folder for reading; changes nothing.
   *
   * @return empty where there is none
   * @throws IOException when it cannot be read
   */
  public static Optional<EmbeddedLog> openToRead(Path folder, Duration lockTimeout)
      throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file)
        ? Optional.of(LogOpening.openToRead(file, lockTimeout))
        : Optional.empty();
  }

  private static @Nullable Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  @Override
  public long last() throws IOException {
    return writer.newest();
  }

  @Override
  public boolean changedByOthers() throws IOException {
    requireSameFile();
    long now = db.number("PRAGMA data_version");
    boolean changed = now != dataVersion;
    dataVersion = now;
    return changed;
  }

  /** What is written to a file that lost its name would be lost with it. */
  private void requireSameFile() throws IOException {
    try {
      if (Objects.equals(key(file), fileKey)) {
        return;
      }
    } catch (NoSuchFileException e) {
      throw new org.mailweir.store.DamagedLogException(file + " was removed while in use", e);
    }
    throw new org.mailweir.store.DamagedLogException(
        file + " was replaced while in use", new IOException("another file"));
  }

  @Override
  public Commit commit(List<Change> changes, long seen) throws IOException {
    requireSameFile();
    return writer.commit(changes, seen);
  }

  @Override
  public Tail tail(long after, int max) throws IOException {
    return new Tail(
        db.list(
            "SELECT "
                + Rows.EVENT
                + ", "
                + Rows.LESSON
                + ", f.checksum, f.hashes, l.taught_at FROM events e"
                + " LEFT JOIN lessons l ON l.active_since = e.number AND l.status = 'active'"
                + " LEFT JOIN features f ON f.lesson = l.number"
                + " WHERE e.number > ? ORDER BY e.number LIMIT ?",
            EmbeddedLog::step,
            after,
            max));
  }

  private static Tail.Step step(ResultSet row) throws SQLException {
    Event event = Rows.event(row);
    row.getLong(7);
    if (row.wasNull()) {
      return new Tail.Step(event, null);
    }
    Lesson lesson = Rows.lesson(row, 6);
    byte[] features = row.getBytes(21);
    if (features == null) {
      return new Tail.Step(event, null);
    }
    long checksum =
        Rows.checksum(lesson.digest(), lesson.kind(), lesson.weight(), row.getString(22), features);
    boolean good = checksum == row.getLong(20);
    return new Tail.Step(event, new Tail.Taught(lesson, good ? features : null));
  }

  @Override
  public Optional<Lesson> lesson(long number) throws IOException {
    return db.first(
        "SELECT " + Rows.LESSON + " FROM lessons l WHERE number = ?", Rows::lesson, number);
  }

  @Override
  public List<Lesson> lessons(LessonFilter filter) throws IOException {
    StringBuilder sql = new StringBuilder("SELECT " + Rows.LESSON + " FROM lessons l WHERE 1");
    List<Object> values = new ArrayList<>();
    and(sql, values, "status", filter.status() == null ? null : Rows.word(filter.status()));
    and(sql, values, "kind", filter.kind() == null ? null : Rows.word(filter.kind()));
    and(sql, values, "teacher", filter.teacher());
    and(sql, values, "digest", filter.digest());
    values.add(filter.limit());
    sql.append(" ORDER BY number DESC LIMIT ?");
    return db.list(sql.toString(), Rows::lesson, values.toArray());
  }

  private static void and(
      StringBuilder sql, List<Object> values, String column, @Nullable Object value) {
    if (value != null) {
      sql.append(" AND ").append(column).append(" = ?");
      values.add(value);
    }
  }

  @Override
  public long taughtBy(String teacher, Instant since) throws IOException {
    return db.number(
        "SELECT count(*) FROM lessons WHERE teacher = ? AND taught_at >= ?",
        teacher,
        Rows.time(since));
  }

  @Override
  public LogSize size(long after) throws IOException {
    return db.first(
            "SELECT sum(status = 'active' AND kind = 'spam'), sum(status = 'active' AND kind ="
                + " 'ham'), sum(status = 'disputed'), sum(status = 'undone'), sum(feature_bytes >"
                + " 0), sum(feature_bytes) FROM lessons WHERE active_since > ?",
            row ->
                new LogSize(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6)),
            after)
        .orElseThrow();
  }

  @Override
  public List<ForeignCounts> imports() throws IOException {
    return db
        .list(
            "SELECT format, spam_messages, ham_messages, checksum, counts FROM imports"
                + " ORDER BY format",
            EmbeddedLog::foreign)
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<ForeignCounts> foreign(ResultSet row) throws SQLException {
    byte[] counts = row.getBytes(5);
    if (Rows.checksum(counts) != row.getLong(4)) {
      LOG.error("the import from {} is damaged and not used; import it again", row.getString(1));
      return Optional.empty();
    }
    return Optional.of(new ForeignCounts(row.getString(1), row.getLong(2), row.getLong(3), counts));
  }

  @Override
  public void save(Snapshot snapshot, Content content) throws IOException {
    requireSameFile();
    snapshots.save(id, snapshot, content);
    prune(snapshot.kind());
  }

  /** Two stay; those that are not exact any more are of no use. */
  private void prune(Snapshot.Kind kind) throws IOException {
    int exact = 0;
    for (Snapshot kept : snapshots.of(id, kind)) {
      if (!isExact(kept) || ++exact > 2) {
        snapshots.drop(kept);
      }
    }
  }

  @Override
  public List<Snapshot> snapshots(Snapshot.Kind kind) throws IOException {
    return snapshots.of(id, kind);
  }

  @Override
  public InputStream open(Snapshot snapshot) throws IOException {
    return snapshots.open(snapshot);
  }

  @Override
  public boolean isExact(Snapshot snapshot) throws IOException {
    return db.number(
            "SELECT count(*) FROM events e JOIN lessons l ON l.number = e.lesson WHERE e.number > ?"
                + " AND e.what = 'undone' AND l.active_since <= ? AND l.active_since > ?",
            snapshot.event(),
            snapshot.event(),
            trimmedTo())
        == 0;
  }

  @Override
  public void trim(long event, Instant since) throws IOException {
    db.writing(() -> trimNow(event, Rows.time(since)));
    db.script(List.of("PRAGMA incremental_vacuum(20000)"));
  }

  private int trimNow(long event, String since) throws IOException {
    db.run(
        "DELETE FROM features WHERE lesson IN (SELECT number FROM lessons WHERE feature_bytes > 0"
            + " AND (status = 'undone' OR status = 'active' AND active_since <= ?))",
        event);
    db.run(
        "UPDATE lessons SET feature_bytes = 0 WHERE feature_bytes > 0"
            + " AND (status = 'undone' OR status = 'active' AND active_since <= ?)",
        event);
    db.run(
        "DELETE FROM lessons WHERE taught_at < ? AND status <> 'disputed' AND feature_bytes = 0",
        since);
    db.run("DELETE FROM events WHERE at < ? AND number <= ?", since, event);
    return db.run(
        "INSERT INTO about (name, value) VALUES ('trimmed_to', ?) ON CONFLICT (name) DO UPDATE SET"
            + " value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))",
        Long.toString(event));
  }

  @Override
  public long trimmedTo() throws IOException {
    return db.number("SELECT CAST(value AS INTEGER) FROM about WHERE name = 'trimmed_to'");
  }

  @Override
  public void close() {
    db.close();
    if (use != null) {
      use.close();
    }
  }
}
