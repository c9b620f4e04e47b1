package org.mailweir.learn;

import java.util.List;
import java.util.function.LongFunction;
import org.mailweir.store.Change;

/**
 * What has to be written for an answer.
 *
 * @param changes none when the answer is known already
 * @param answer made of the number of the lesson that the last change is about
 */
record Decision(List<Change> changes, LongFunction<LessonResult> answer) {

  static Decision of(LessonResult answer) {
    return new Decision(List.of(), number -> answer);
  }
}
