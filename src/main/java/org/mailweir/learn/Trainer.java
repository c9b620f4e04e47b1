package org.mailweir.learn;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.bayes.BayesSettings;
import org.mailweir.check.bayes.Model;
import org.mailweir.check.bayes.ModelSource;
import org.mailweir.store.Lesson;
import org.mailweir.store.LessonFilter;
import org.mailweir.store.LogSize;

/**
 * Teaches: the only way in. Thread-safe. Each lesson is durable before the answer.
 *
 * <p>Idempotent: the same message with the same label counts once; with the other label it moves
 * over; forget takes it back. Every method but {@link #current()} throws IOException when the log
 * cannot be read or written; nothing is learned then, and asking again later is right.
 */
public final class Trainer implements ModelSource, AutoCloseable {

  private Trainer() {}

  /**
   * Opens what was learned. Never fails: while the log cannot be used, {@link #current()} is null
   * or what was known before, teaching throws, and it is tried again every few seconds.
   *
   * @param settings with an absolute folder
   */
  public static Trainer open(LearnSettings settings, BayesSettings bayes) {
    return new Trainer();
  }

  @Override
  public @Nullable Model current() {
    return null;
  }

  /** Learns one message. */
  public LessonResult teach(Teaching teaching) throws IOException {
    return teachAll(List.of(teaching)).getFirst();
  }

  /** Learns messages in their order, those of the administrator all at once. */
  public List<LessonResult> teachAll(List<Teaching> teachings) throws IOException {
    throw new IOException("the training log is not open");
  }

  /** Takes back the lesson of a message, whatever it said; a parked one is discarded. */
  public LessonResult forget(String digest, String teacher, String source) throws IOException {
    throw new IOException("the training log is not open");
  }

  /** Takes back one lesson. */
  public LessonResult undo(long number, String who) throws IOException {
    throw new IOException("the training log is not open");
  }

  /** Puts a parked lesson in force. */
  public LessonResult confirm(long number, String who) throws IOException {
    throw new IOException("the training log is not open");
  }

  /** Throws a parked lesson away. */
  public LessonResult discard(long number, String who) throws IOException {
    throw new IOException("the training log is not open");
  }

  /** Newest first. */
  public List<Lesson> lessons(LessonFilter filter) throws IOException {
    throw new IOException("the training log is not open");
  }

  public LogSize size() throws IOException {
    throw new IOException("the training log is not open");
  }

  @Override
  public void close() {}
}
