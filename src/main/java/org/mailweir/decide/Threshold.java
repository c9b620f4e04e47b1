package org.mailweir.decide;

import java.util.Locale;

/**
 * A score from which on something happens.
 *
 * @param points positive infinity for never; there is no "always"
 * @param where {@code file:line} of the setting, for people who ask why
 */
public record Threshold(double points, String where) {

  public boolean reachedBy(double score) {
    return score >= points;
  }

  /** As in {@code required=5.0} of X-Spam-Status, where programs expect a number. */
  public String number() {
    return Double.isInfinite(points) ? "999.0" : text();
  }

  /** For people. */
  public String text() {
    return Double.isInfinite(points) ? "never" : String.format(Locale.ROOT, "%.1f", points);
  }
}
