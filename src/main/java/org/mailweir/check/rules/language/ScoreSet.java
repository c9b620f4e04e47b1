package org.mailweir.check.rules.language;

/**
 * Which of the four values of a {@code score} line holds: what a rule is worth depends on who else
 * testifies. A line with one value means it for all four.
 */
public enum ScoreSet {
  /** Neither network checks nor the statistical classifier run. */
  PLAIN,
  /** Network checks run. */
  NETWORK,
  /** The statistical classifier runs. */
  BAYES,
  /** Both run. */
  BAYES_AND_NETWORK;

  /** Whether network checks run. */
  public boolean network() {
    return this == NETWORK || this == BAYES_AND_NETWORK;
  }

  /** The same situation, but network checks run. */
  public ScoreSet withNetwork() {
    return bayes() ? BAYES_AND_NETWORK : NETWORK;
  }

  /** Whether the statistical classifier runs. */
  public boolean bayes() {
    return this == BAYES || this == BAYES_AND_NETWORK;
  }
}
