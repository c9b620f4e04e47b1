package org.mailweir.review;

import java.io.IOException;
import org.mailweir.check.bayes.Label;
import org.mailweir.history.Passage;
import org.mailweir.learn.LessonResult;
import org.mailweir.mail.TransactionId;

/** Teaches what people say of mail; every method returns when the lesson is durable. */
public interface Lessons {

  /**
   * Of a held message.
   *
   * @param authoritative whether the administrator says so
   * @throws IOException when there is no such message, it is damaged, or the lesson cannot be
   *     written
   */
  LessonResult held(TransactionId id, Label label, String who, boolean authoritative)
      throws IOException;

  /**
   * Of a message that came through.
   *
   * @throws IOException when too little of it is remembered, or the lesson cannot be written
   */
  LessonResult passed(Passage passage, Label label, String who, boolean authoritative)
      throws IOException;

  /** Those of a daemon, which remembers what came through. */
  record Both(HeldLesson ofHeld, PassedLesson ofPassed) implements Lessons {
    @Override
    public LessonResult held(TransactionId id, Label label, String who, boolean authoritative)
        throws IOException {
      return ofHeld.teach(id, label, who, authoritative);
    }

    @Override
    public LessonResult passed(Passage passage, Label label, String who, boolean authoritative)
        throws IOException {
      return ofPassed.teach(passage, label, who, authoritative);
    }
  }
}
