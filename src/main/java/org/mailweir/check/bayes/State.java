package org.mailweir.check.bayes;

/** What the classifier holds a message for. */
public enum State {
  HAM,
  UNSURE,
  SPAM
}
