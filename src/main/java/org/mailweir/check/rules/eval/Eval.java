package org.mailweir.check.rules.eval;

/** A call of a function with its arguments, ready to be asked. For any thread. */
@FunctionalInterface
public interface Eval {

  /** How often it hits; most functions say 0 or 1. Does not fail. */
  int hits(EvalInput input);

  /** What holds hits once. */
  static Eval of(Condition condition) {
    return input -> condition.holds(input) ? 1 : 0;
  }

  /** Something that holds for a message or not. */
  @FunctionalInterface
  interface Condition {
    boolean holds(EvalInput input);
  }
}
