package org.mailweir.store;

import org.jspecify.annotations.Nullable;

/**
 * Which lessons of the log are meant. What is null does not matter.
 *
 * @param limit at most that many, the newest ones
 */
public record LessonFilter(
    @Nullable LessonStatus status,
    @Nullable LessonKind kind,
    @Nullable String teacher,
    @Nullable String digest,
    int limit) {

  public static LessonFilter newest(int limit) {
    return new LessonFilter(null, null, null, null, limit);
  }

  public static LessonFilter ofMessage(String digest) {
    return new LessonFilter(null, null, null, digest, 100);
  }

  public LessonFilter with(LessonStatus wanted) {
    return new LessonFilter(wanted, kind, teacher, digest, limit);
  }
}
