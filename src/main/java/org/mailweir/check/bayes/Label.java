package org.mailweir.check.bayes;

/** What a message was taught to be. */
public enum Label {
  SPAM,
  HAM;

  public Label other() {
    return this == SPAM ? HAM : SPAM;
  }
}
