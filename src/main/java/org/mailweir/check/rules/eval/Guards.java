package org.mailweir.check.rules.eval;

import java.util.regex.Pattern;
import org.mailweir.check.rules.pattern.GuardedPattern;
import org.mailweir.check.rules.pattern.StatePool;

/** Patterns of functions that hostile text must not make expensive. */
final class Guards {

  /** They are searched for without automata, so nothing is kept there. */
  private static final StatePool POOL = new StatePool(1 << 20);

  private Guards() {}

  static GuardedPattern guard(String function, Pattern pattern) {
    return new GuardedPattern(function, "eval", pattern, POOL);
  }

  static boolean found(GuardedPattern pattern, String text, EvalInput input) {
    return pattern.find(text, 1, input.budget()).count() > 0;
  }
}
