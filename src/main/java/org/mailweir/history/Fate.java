package org.mailweir.history;

/** What became of one recipient's copy, from the least to the most that somebody should look at. */
public enum Fate {
  TEACH,
  PASS,
  TAG,
  HOLD,
  DEFER,
  REFUSE
}
