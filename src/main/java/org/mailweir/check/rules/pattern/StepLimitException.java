package org.mailweir.check.rules.pattern;

/** A match took more steps than it may. Has no stack trace: it is thrown where speed matters. */
final class StepLimitException extends RuntimeException {

  private static final long serialVersionUID = 1;
  static final StepLimitException INSTANCE = new StepLimitException();

  private StepLimitException() {
    super("step limit", null, false, false);
  }
}
