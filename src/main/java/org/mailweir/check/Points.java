package org.mailweir.check;

/**
 * What findings are worth, as an administrator says it in {@code score} lines. A check is made with
 * this in hand and asks it for each of its findings.
 */
public interface Points {

  /**
   * The points of a finding.
   *
   * @param otherwise what it is worth when nobody says anything
   */
  double of(String name, double otherwise);
}
