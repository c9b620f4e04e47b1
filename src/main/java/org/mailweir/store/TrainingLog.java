package org.mailweir.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the classifier was taught: append-only events, each durable before its teacher gets an
 * answer. The model is a fold over them: {@code state = fold(base snapshot, lessons in force after
 * it, in the order in which they came into force)}.
 *
 * <p>Several processes may use one log at the same time. One object is used by one thread at a
 * time. Every method throws IOException when the log cannot be read or written; after that nothing
 * half-done is visible. Whoever implements it passes {@code TrainingLogContract}.
 */
public interface TrainingLog extends AutoCloseable {

  /** Number of the newest event, 0 in a new log. */
  long last() throws IOException;

  /** Whether another user of the log may have written since this was asked last; cheap. */
  boolean changedByOthers() throws IOException;

  /**
   * Writes all changes or none; they are durable when this returns {@link Commit.Written}.
   *
   * @param seen the newest event that the caller knows; if there is a newer one, nothing is written
   * @throws IllegalArgumentException when a change does not fit the state of its lesson
   */
  Commit commit(List<Change> changes, long seen) throws IOException;

  /** What happened after that event, oldest first, all seen at the same moment. */
  Tail tail(long after, int max) throws IOException;

  Optional<Lesson> lesson(long number) throws IOException;

  /** Newest first. */
  List<Lesson> lessons(LessonFilter filter) throws IOException;

  /** How many lessons he has taught since then, whatever became of them. */
  long taughtBy(String teacher, Instant since) throws IOException;

  /** Of all lessons. */
  default LogSize size() throws IOException {
    return size(-1);
  }

  /** Only of lessons that came into force after that event. */
  LogSize size(long after) throws IOException;

  /** The newest import of each format. */
  List<ForeignCounts> imports() throws IOException;

  /** What fills a snapshot. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Keeps a snapshot; it is durable when this returns. Of each kind the newest two that are exact
   * are kept.
   */
  void save(Snapshot snapshot, Content content) throws IOException;

  /** What is kept of that kind, newest first, damaged ones included. */
  List<Snapshot> snapshots(Snapshot.Kind kind) throws IOException;

  /**
   * The content of a snapshot; the caller closes it.
   *
   * @throws IOException also when it is damaged
   */
  InputStream open(Snapshot snapshot) throws IOException;

  /**
   * Whether nothing that the snapshot holds was taken back later, so that the lessons in force
   * after it make it complete. What was trimmed cannot be taken back from it.
   */
  boolean isExact(Snapshot snapshot) throws IOException;

  /**
   * Forgets the features of lessons that came into force up to that event, and the rows of lessons
   * and events that are older than {@code since} and not newer than that event.
   */
  void trim(long event, Instant since) throws IOException;

  /** The event up to which features were trimmed; 0 when none were. */
  long trimmedTo() throws IOException;

  @Override
  void close();
}
