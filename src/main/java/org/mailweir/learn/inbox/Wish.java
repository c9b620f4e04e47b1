package org.mailweir.learn.inbox;

/** What mail to a training address asks for. */
public enum Wish {
  SPAM("spam"),
  HAM("ham"),
  FORGET("forget");

  private final String word;

  Wish(String word) {
    this.word = word;
  }

  /** For people. */
  public String word() {
    return word;
  }
}
