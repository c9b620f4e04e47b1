package org.mailweir.peer;

import java.net.SocketTimeoutException;

/** A server took the question and did not answer in time; the question is to blame. */
final class TookTooLongException extends SocketTimeoutException {

  private static final long serialVersionUID = 1;

  TookTooLongException() {
    super("timeout");
  }
}
