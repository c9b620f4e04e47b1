package org.mailweir.check.rules.pattern;

/**
 * A text that can be read only so many times. Counting reads bounds the work of a backtracking
 * match, whatever the pattern and the text are; unlike a clock it always gives the same answer.
 */
final class BoundedText implements CharSequence {

  private final String text;
  private long steps;

  BoundedText(String text, long steps) {
    this.text = text;
    this.steps = steps;
  }

  /** Steps that are left. */
  long left() {
    return steps;
  }

  @Override
  public char charAt(int index) {
    if (--steps < 0) {
      throw StepLimitException.INSTANCE;
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
