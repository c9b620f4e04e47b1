package org.mailweir.check.rules.eval;

import java.util.regex.Pattern;
import org.mailweir.check.rules.pattern.GuardedPattern;

/** Patterns of functions that hostile text must not make expensive. */
final class Guards {

  private Guards() {}

  static GuardedPattern guard(String function, Pattern pattern) {
    return new GuardedPattern(function + " " + pattern.pattern(), "eval", pattern);
  }

  static boolean found(GuardedPattern pattern, String text, EvalInput input) {
    return pattern.find(text, 1, input.budget()).count() > 0;
  }
}
