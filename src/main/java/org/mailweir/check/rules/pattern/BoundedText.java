package org.mailweir.check.rules.pattern;

import java.nio.charset.StandardCharsets;

/**
 * A text of octets that can be read only so many times. Counting reads bounds the work of a
 * backtracking match, whatever the pattern and the text are; unlike a clock it always gives the
 * same answer.
 */
final class BoundedText implements CharSequence {

  private final byte[] octets;
  private long steps;

  BoundedText(byte[] octets, long steps) {
    this.octets = octets;
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
    return (char) (octets[index] & 0xFF);
  }

  @Override
  public int length() {
    return octets.length;
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new String(octets, start, end - start, StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }
}
