package org.mailweir.quarantine.index;

import java.io.IOException;

/** The index is no index any more; the folder makes a new one. */
final class DamagedIndexException extends IOException {

  private static final long serialVersionUID = 1;

  DamagedIndexException(String message, Throwable cause) {
    super(message, cause);
  }
}
