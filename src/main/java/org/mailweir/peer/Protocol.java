package org.mailweir.peer;

import java.io.IOException;

/** What is said to a server beside the questions. */
public interface Protocol {

  /** A protocol in which connections need no greeting and servers no sign of life. */
  Protocol PLAIN = new Protocol() {};

  /**
   * Opens the conversation on a fresh connection, within the time for connecting.
   *
   * @throws IOException when the other side is not what it must be
   */
  default void greet(ServerConnection connection) throws IOException {}

  /**
   * Asks for a sign of life, on a connection of its own and within the time for connecting, when
   * the server has not answered lately: so that one that is up but takes for ever costs little.
   */
  default void prove(ServerConnection connection) throws IOException {}

  /**
   * Whether an answer that takes too long is the question's doing rather than the server's. Then it
   * counts as no failure of the server, and no other one is asked. What has hung is still found:
   * the next connection is a fresh one, and {@link #greet} must tell.
   */
  default boolean blamesQuestionForTime() {
    return false;
  }
}
