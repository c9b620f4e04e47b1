package org.mailweir.learn;

import org.mailweir.check.bayes.Features;
import org.mailweir.check.bayes.Label;

/**
 * Somebody says what a message is.
 *
 * @param digest identity of the message, see {@link LessonDigest}
 * @param messageId without brackets, or empty; only for people
 * @param subject its beginning, or empty; only for people
 * @param teacher who says it: a mail address, a user's name
 * @param source by which way: {@code command line}, {@code quarantine}, {@code training address
 *     spam@example.org}
 * @param weight how much it counts, above 0 to 1
 * @param authoritative the administrator says it: never disputed, no quota
 */
public record Teaching(
    Features features,
    Label label,
    String digest,
    String messageId,
    String subject,
    String teacher,
    String source,
    double weight,
    boolean authoritative) {

  /** The same, said by the administrator. */
  public Teaching withAuthority() {
    return new Teaching(features, label, digest, messageId, subject, teacher, source, weight, true);
  }

  /** The same, counting that much. */
  public Teaching weighing(double other) {
    return new Teaching(
        features, label, digest, messageId, subject, teacher, source, other, authoritative);
  }
}
