package org.mailweir.store.embedded;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.mailweir.sqlite.Database;
import org.mailweir.store.Change;
import org.mailweir.store.Commit;
import org.mailweir.store.Event;
import org.mailweir.store.ForeignCounts;
import org.mailweir.store.Lesson;
import org.mailweir.store.LessonStatus;
import org.mailweir.store.NewLesson;

/** Writes changes in one transaction. The status of a lesson follows from its events. */
final class LogWriter {

  static final String LAST = "SELECT max(number) FROM events";

  private final Database db;

  LogWriter(Database db) {
    this.db = db;
  }

  Commit commit(List<Change> changes, long seen) throws IOException {
    return db.writing(() -> newest() > seen ? new Commit.Stale() : write(changes));
  }

  /** Also right when the newest events were trimmed or the log continues a snapshot. */
  long newest() throws IOException {
    return db.number("SELECT seq FROM sqlite_sequence WHERE name = 'events'");
  }

  private Commit write(List<Change> changes) throws IOException {
    List<Event> events = new ArrayList<>(changes.size());
    for (Change change : changes) {
      events.add(
          switch (change) {
            case Change.Teach teach -> teach(teach);
            case Change.Confirm c -> confirm(c);
            case Change.Undo u -> undo(u);
            case Change.Import i -> bring(i);
          });
    }
    return new Commit.Written(events);
  }

  private Event teach(Change.Teach teach) throws IOException {
    NewLesson n = teach.lesson();
    LessonStatus status = teach.disputed() ? LessonStatus.DISPUTED : LessonStatus.ACTIVE;
    db.run(
        "INSERT INTO lessons (taught_at, teacher, source, kind, status, digest, message_id, subject,"
            + " weight, administrator, active_since, feature_bytes)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)",
        Rows.time(n.when()),
        n.teacher(),
        n.source(),
        Rows.word(n.kind()),
        Rows.word(status),
        n.digest(),
        n.messageId(),
        n.subject(),
        n.weight(),
        n.authoritative() ? 1 : 0,
        n.features().length);
    long lesson = rowid();
    db.run(
        "INSERT INTO features (lesson, checksum, hashes) VALUES (?, ?, ?)",
        lesson,
        Rows.checksum(n.digest(), n.kind(), n.weight(), Rows.time(n.when()), n.features()),
        n.features());
    Event.Kind kind = teach.disputed() ? Event.Kind.DISPUTED : Event.Kind.LEARNED;
    Event event = event(n.when(), n.teacher(), n.source(), kind, lesson);
    if (!teach.disputed()) {
      db.run("UPDATE lessons SET active_since = ? WHERE number = ?", event.number(), lesson);
    }
    return event;
  }

  private Event confirm(Change.Confirm c) throws IOException {
    status(c.lesson(), LessonStatus.DISPUTED);
    Event event = event(c.when(), c.who(), c.source(), Event.Kind.CONFIRMED, c.lesson());
    db.run(
        "UPDATE lessons SET status = 'active', active_since = ? WHERE number = ?",
        event.number(),
        c.lesson());
    return event;
  }

  private Event undo(Change.Undo u) throws IOException {
    LessonStatus now = status(u.lesson(), LessonStatus.ACTIVE, LessonStatus.DISPUTED);
    db.run("UPDATE lessons SET status = 'undone' WHERE number = ?", u.lesson());
    Event.Kind kind = now == LessonStatus.ACTIVE ? Event.Kind.UNDONE : Event.Kind.DISCARDED;
    return event(u.when(), u.who(), u.source(), kind, u.lesson());
  }

  private Event bring(Change.Import i) throws IOException {
    ForeignCounts counts = i.counts();
    db.run("DELETE FROM imports WHERE format = ?", counts.format());
    Event event = event(i.when(), i.who(), i.source(), Event.Kind.IMPORTED, 0);
    if (counts.table().length > 0) {
      db.run(
          "INSERT INTO imports (format, number, spam_messages, ham_messages, checksum, counts)"
              + " VALUES (?, ?, ?, ?, ?, ?)",
          counts.format(),
          event.number(),
          counts.spamMessages(),
          counts.hamMessages(),
          Rows.checksum(counts.table()),
          counts.table());
    }
    return event;
  }

  private LessonStatus status(long number, LessonStatus... allowed) throws IOException {
    LessonStatus now =
        db.first("SELECT " + Rows.LESSON + " FROM lessons l WHERE number = ?", Rows::lesson, number)
            .map(Lesson::status)
            .orElseThrow(() -> new IllegalArgumentException("no lesson " + number));
    if (!List.of(allowed).contains(now)) {
      throw new IllegalArgumentException("lesson " + number + " is " + Rows.word(now));
    }
    return now;
  }

  private Event event(Instant when, String who, String source, Event.Kind kind, long lesson)
      throws IOException {
    db.run(
        "INSERT INTO events (at, who, source, what, lesson) VALUES (?, ?, ?, ?, ?)",
        Rows.time(when),
        who,
        source,
        Rows.word(kind),
        lesson);
    return new Event(rowid(), when, who, source, kind, lesson);
  }

  private long rowid() throws IOException {
    return db.number("SELECT last_insert_rowid()");
  }
}
