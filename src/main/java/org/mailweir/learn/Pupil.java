package org.mailweir.learn;

import org.mailweir.check.bayes.Label;
import org.mailweir.mail.RawMessage;

/**
 * Somebody else who learns what was taught here. It hears of a lesson when it is in force, and
 * whatever becomes of it there changes nothing here; it never throws.
 */
@FunctionalInterface
public interface Pupil {

  /** Nobody. */
  Pupil NONE = (message, what) -> {};

  /** Hears a lesson. The message is not touched any more after the return. */
  void hear(RawMessage message, What what);

  /** What is said of a message. */
  enum What {
    SPAM,
    HAM,
    FORGET;

    public static What of(Label label) {
      return label == Label.SPAM ? SPAM : HAM;
    }
  }

  /**
   * Passes a lesson on if it is in force. One that was known already is passed on again, so that to
   * teach again makes up for what was missed.
   */
  default void hearIfInForce(RawMessage message, What what, LessonResult result) {
    switch (result) {
      case LessonResult.Learned l -> hear(message, what);
      case LessonResult.Known k -> hear(message, what);
      case LessonResult.Moved m -> hear(message, what);
      case LessonResult.Forgotten f -> hear(message, what);
      case LessonResult.Disputed d -> {}
      case LessonResult.NothingToForget n -> {}
      case LessonResult.Refused r -> {}
    }
  }
}
