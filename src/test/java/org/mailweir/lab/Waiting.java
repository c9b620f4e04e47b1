package org.mailweir.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for something to become true, by asking now and then. */
final class Waiting {

  private static final Duration STEP = Duration.ofMillis(20);

  private Waiting() {}

  /** Whether it became true within the time. */
  static boolean until(Duration atMost, BooleanSupplier condition) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      sleep(STEP);
    }
    return true;
  }

  /** As {@link #until}, but not to become true is an error that says what was waited for. */
  static void need(String what, Duration atMost, BooleanSupplier condition) {
    if (!until(atMost, condition)) {
      throw new IllegalStateException("waited " + atMost.toSeconds() + " s in vain for: " + what);
    }
  }

  static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Whether something listens there. */
  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
