package org.mailweir.learn;

import org.mailweir.check.bayes.FeatureReader;
import org.mailweir.check.bayes.Label;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.store.NewLesson;

/** Makes a lesson of a message. Has no state; all threads may share one. */
public final class LessonReader {

  private final FeatureReader features = new FeatureReader();

  /** The lesson of somebody who is no administrator, with full weight. */
  public Teaching read(ParsedMessage message, Label label, String teacher, String source) {
    String subject = message.headers().value("Subject");
    return new Teaching(
        features.read(message),
        label,
        LessonDigest.of(message),
        LessonDigest.messageId(message),
        subject.substring(0, Math.min(subject.length(), NewLesson.MAX_TEXT)),
        teacher,
        source,
        1,
        false);
  }
}
