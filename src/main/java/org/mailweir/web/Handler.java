package org.mailweir.web;

import java.io.IOException;

/** Answers one kind of request. Who asks was checked before, and the token of a form, too. */
public interface Handler {

  /**
   * @throws IOException when it cannot be done now; the asker sees the message, the log all of it
   */
  Response handle(Request request) throws IOException;
}
