package org.mailweir.store;

import java.time.Instant;

/**
 * A lesson as the log has it, without its features.
 *
 * @param number given by the log, growing
 * @param authoritative the administrator taught it
 * @param activeSince number of the event that put it in force; 0 as long as none has
 * @param featureBytes size of its features in the log; 0 when they were trimmed
 */
public record Lesson(
    long number,
    Instant when,
    String teacher,
    String source,
    LessonKind kind,
    LessonStatus status,
    String digest,
    String messageId,
    String subject,
    double weight,
    boolean authoritative,
    long activeSince,
    int featureBytes) {}
