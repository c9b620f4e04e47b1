package org.mailweir.dns;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Lets a bounded number of questions be under way, since each has a socket of its own; the others
 * wait in the order in which they came. Thread-safe.
 */
final class Runway {

  /** Beyond that many in the queue there is no hope that the last is answered in time. */
  private static final int WAITING = 20_000;

  private final int most;
  private final Queue<Flight> waiting = new ArrayDeque<>();
  private int underWay;

  Runway(int most) {
    this.most = most;
  }

  /** Starts it, now or later; false when too many wait. */
  boolean request(Flight flight) {
    synchronized (this) {
      if (underWay >= most) {
        return waiting.size() < WAITING && waiting.add(flight);
      }
      underWay++;
    }
    flight.start();
    return true;
  }

  /**
   * One has landed that was under way. The next one starts on a thread of its own: where all
   * servers rest it lands at once and frees the one behind it, and so on through the whole queue.
   */
  void free() {
    Flight next = next();
    if (next != null) {
      Thread.ofVirtual().name("dns").start(next::start);
    }
  }

  private synchronized @Nullable Flight next() {
    Flight next = waiting.poll();
    underWay -= next == null ? 1 : 0;
    return next;
  }
}
