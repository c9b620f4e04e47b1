package org.mailweir.lab;

/** A server beside Postfix that Mailweir asks, real and of this test alone. */
interface Peer extends AutoCloseable {

  /** How Mailweir is told where it is: {@code 127.0.0.1:16310}. */
  String address();

  /**
   * How it behaves from now on: {@code well}, {@code dead} (nobody listens), {@code slow} (takes
   * the question and says nothing), {@code nonsense}, {@code cut} (ends in mid-reply).
   */
  void behave(String how);

  /** What it has logged until now; nothing when it keeps no log. */
  default String log() {
    return "";
  }

  @Override
  void close();
}
