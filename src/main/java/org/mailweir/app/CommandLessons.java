package org.mailweir.app;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.bayes.Label;
import org.mailweir.config.MailweirSettings;
import org.mailweir.history.Passage;
import org.mailweir.learn.LessonResult;
import org.mailweir.learn.Trainer;
import org.mailweir.mail.TransactionId;
import org.mailweir.review.Lessons;

/** Lessons outside of a daemon; the training log is opened by the first one. */
public final class CommandLessons implements Lessons, AutoCloseable {

  private final MailweirSettings settings;
  private @Nullable Trainer trainer;
  private Wiring.@Nullable Told told;

  public CommandLessons(MailweirSettings settings) {
    this.settings = settings;
  }

  @Override
  public LessonResult held(TransactionId id, Label label, String who, boolean authoritative)
      throws IOException {
    Trainer log = trainer == null ? Wiring.trainer(settings) : trainer;
    trainer = log;
    Wiring.Told others = told == null ? Wiring.told(settings) : told;
    told = others;
    return Wiring.heldLesson(settings, log, others.pupil()).teach(id, label, who, authoritative);
  }

  @Override
  public LessonResult passed(Passage passage, Label label, String who, boolean authoritative)
      throws IOException {
    throw new IOException("only the daemon remembers what came through");
  }

  /** What became of it with others who are told, for people. */
  public Optional<String> summary() {
    return told == null ? Optional.empty() : told.summary();
  }

  @Override
  public void close() {
    if (told != null) {
      told.close();
    }
    if (trainer != null) {
      trainer.close();
    }
  }
}
