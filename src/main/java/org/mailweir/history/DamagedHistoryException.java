package org.mailweir.history;

import java.io.IOException;

/** The file is no database, or not what was written. */
final class DamagedHistoryException extends IOException {
  private static final long serialVersionUID = 1;

  DamagedHistoryException(String text, Throwable cause) {
    super(text, cause);
  }
}
