package org.mailweir.review;

import java.io.IOException;
import org.mailweir.check.bayes.Label;
import org.mailweir.history.Passage;
import org.mailweir.learn.LessonResult;
import org.mailweir.learn.Teaching;
import org.mailweir.learn.Trainer;
import org.mailweir.learn.recent.Recent;
import org.mailweir.learn.recent.RecentMessages;

/** Mail that came through, as lessons: of its text only what the classifier needs is remembered. */
public final class PassedLesson {

  private final RecentMessages recent;
  private final Trainer trainer;

  public PassedLesson(RecentMessages recent, Trainer trainer) {
    this.recent = recent;
    this.trainer = trainer;
  }

  LessonResult teach(Passage passage, Label label, String who, boolean authoritative)
      throws IOException {
    Recent original =
        recent
            .find(passage.digest())
            .orElseThrow(
                () ->
                    new IOException(
                        passage.id()
                            + ": too little of this message is remembered to learn it;"
                            + " forward it to a training address as attachment"));
    return trainer.teach(
        new Teaching(
            original.features(),
            label,
            original.digest(),
            original.messageId(),
            original.subject(),
            who,
            "recent mail",
            1,
            authoritative));
  }
}
