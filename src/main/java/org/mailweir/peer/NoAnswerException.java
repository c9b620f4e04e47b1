package org.mailweir.peer;

/** No server has answered; the message names each and why. */
public final class NoAnswerException extends Exception {

  private static final long serialVersionUID = 1;

  private final boolean questionTookTooLong;

  NoAnswerException(String message, boolean questionTookTooLong) {
    super(message);
    this.questionTookTooLong = questionTookTooLong;
  }

  /** Whether a server was busy with this very question until the time was over. */
  public boolean questionTookTooLong() {
    return questionTookTooLong;
  }
}
