package org.mailweir.store;

import java.io.IOException;

/** What is stored is not what was written. Whoever gets this closes the log and opens it anew. */
public final class DamagedLogException extends IOException {

  public DamagedLogException(String message, Throwable cause) {
    super(message, cause);
  }
}
