package org.mailweir.net;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends writes that a peer does not read. A socket's time-out covers reads only, and a write to a
 * peer that has stopped reading blocks for ever; closing the socket from another thread ends it.
 */
final class StalledWrites {

  private static final long LOOK_EVERY_MILLIS = 500;
  private static final Set<LineConnection> WATCHED = ConcurrentHashMap.newKeySet();

  static {
    Thread.ofPlatform().daemon().name("stalled-writes").start(StalledWrites::watch);
  }

  private StalledWrites() {}

  static void watch(LineConnection connection) {
    WATCHED.add(connection);
  }

  static void forget(LineConnection connection) {
    WATCHED.remove(connection);
  }

  private static void watch() {
    try {
      while (true) {
        Thread.sleep(LOOK_EVERY_MILLIS);
        WATCHED.forEach(LineConnection::closeIfStalled);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
