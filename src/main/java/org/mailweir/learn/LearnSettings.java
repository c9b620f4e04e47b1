package org.mailweir.learn;

import java.nio.file.Path;
import java.time.Duration;
import org.mailweir.settings.DataSize;
import org.mailweir.settings.Doc;

/** What is remembered of lessons, and how much anybody may teach. */
@Doc("What the classifier was taught: who may teach how much, and how much of it is kept.")
public record LearnSettings(
    @Doc(
            "Folder of the training log (lessons.sqlite, which sqlite3 opens) and of the snapshots of"
                + " the model. Relative to state_dir.")
        Path dir,
    @Doc("Lessons that one teacher may give in a day (UTC). The administrator is not counted.")
        int lessonsPerTeacher,
    @Doc(
            "Lessons that can still be undone exactly. The oldest ones beyond that stay learned, but"
                + " become part of the base.")
        int keepLessons,
    @Doc("What those lessons may take on disk; one takes some 8 KiB.") DataSize keepBytes,
    @Doc("How long the list of lessons goes back: who taught what, and when.") Duration keepList,
    @Doc("How long to wait for another process that is writing to the log.") Duration lockTimeout) {

  public static final LearnSettings DEFAULT =
      new LearnSettings(
          Path.of("learn"),
          500,
          50_000,
          DataSize.ofMiB(512),
          Duration.ofDays(730),
          Duration.ofSeconds(5));

  public LearnSettings {
    if (keepLessons < 1_000) {
      throw new IllegalArgumentException("keep_lessons: at least 1000 is expected");
    }
    if (keepBytes.bytes() < 1 << 20) {
      throw new IllegalArgumentException("keep_bytes: at least 1MiB is expected");
    }
  }

  /** The same with the folder made absolute. */
  public LearnSettings in(Path stateDir) {
    return new LearnSettings(
        stateDir.resolve(dir), lessonsPerTeacher, keepLessons, keepBytes, keepList, lockTimeout);
  }
}
