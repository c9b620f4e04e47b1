package org.mailweir.peer;

import java.io.IOException;

/**
 * One exchange with a server. It may be repeated with another one, so it must not change anything
 * that cannot be done twice.
 */
@FunctionalInterface
public interface Question<T> {

  /**
   * Asks.
   *
   * @throws java.net.ProtocolException when the answer is nonsense
   */
  T ask(ServerConnection connection) throws IOException;
}
