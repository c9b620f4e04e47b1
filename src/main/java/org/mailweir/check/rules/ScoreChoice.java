package org.mailweir.check.rules;

import org.mailweir.check.rules.language.ScoreSet;

/** Which of the four values of a score line holds, as an administrator says it. */
public enum ScoreChoice {
  /**
   * As it is: with BAYES once the classifier has learnt enough, with NETWORK while lists are asked.
   */
  AUTO,
  PLAIN,
  NETWORK,
  BAYES,
  BAYES_AND_NETWORK;

  static ScoreChoice of(ScoreSet set) {
    return valueOf(set.name());
  }

  ScoreSet set() {
    return this == AUTO ? ScoreSet.PLAIN : ScoreSet.valueOf(name());
  }
}
