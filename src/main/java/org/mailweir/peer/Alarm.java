package org.mailweir.peer;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.mailweir.concurrent.Deadline;

/**
 * Closes a connection when its time is over. A blocked read or write of a channel has no time-out
 * of its own, and a peer that sends a byte now and then would renew one for ever; closing it from
 * another thread ends all of them at one point in time.
 */
final class Alarm implements AutoCloseable {

  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  private final Future<?> set;

  private Alarm(Future<?> set) {
    this.set = set;
  }

  /** Has the connection closed at the deadline, unless the alarm is closed before. */
  static Alarm at(Deadline deadline, ServerConnection connection) {
    return new Alarm(
        CLOCK.schedule(connection::tooLate, deadline.left().toNanos(), TimeUnit.NANOSECONDS));
  }

  private static ScheduledThreadPoolExecutor clock() {
    ScheduledThreadPoolExecutor clock =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name("peer-alarm").unstarted(task));
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  @Override
  public void close() {
    set.cancel(false);
  }
}
