package org.mailweir.store;

import java.time.Instant;

/**
 * A lesson that is about to be written.
 *
 * @param when when it was taught; its day is the day that ageing counts
 * @param teacher who taught it: a mail address, a user's name
 * @param source by which way: {@code command line}, {@code quarantine}, {@code automatic} …
 * @param digest identity of the message, the same for all copies of it
 * @param messageId the Message-ID without brackets, or empty; only for people
 * @param subject the beginning of the Subject, or empty; only for people
 * @param weight how much it counts, above 0 to 1
 * @param authoritative the administrator taught it
 * @param features what the classifier looks at, encoded
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record NewLesson(
    Instant when,
    String teacher,
    String source,
    LessonKind kind,
    String digest,
    String messageId,
    String subject,
    double weight,
    boolean authoritative,
    byte[] features) {

  /** Longest text of a field that is only for people, in characters. */
  public static final int MAX_TEXT = 200;

  public NewLesson {
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException("weight: above 0 to 1 is expected, not " + weight);
    }
    teacher = cut(teacher);
    source = cut(source);
    messageId = cut(messageId);
    subject = cut(subject);
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }
}
