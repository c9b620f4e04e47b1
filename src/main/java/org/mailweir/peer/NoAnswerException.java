package org.mailweir.peer;

/** No server has answered; the message names each and why. */
public final class NoAnswerException extends Exception {

  private static final long serialVersionUID = 1;

  NoAnswerException(String message) {
    super(message);
  }
}
