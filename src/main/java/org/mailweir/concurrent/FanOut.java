package org.mailweir.concurrent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs several waiting tasks at once, each on a virtual thread, and collects them under one
 * deadline. A task that is not done by then is answered for with {@link Outcome.TimedOut}; its late
 * result is thrown away. Closing interrupts whatever still runs.
 */
public final class FanOut<T> implements AutoCloseable {

  private final List<Future<T>> running = new ArrayList<>();

  /** Starts a task now. */
  public void start(String name, Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    running.add(future);
    Thread.ofVirtual().name(name).start(future);
  }

  /** Waits for all; outcomes are in the order of {@link #start}. */
  public List<Outcome<T>> await(Deadline deadline) throws InterruptedException {
    List<Outcome<T>> outcomes = new ArrayList<>(running.size());
    for (Future<T> future : running) {
      outcomes.add(outcome(future, deadline.left()));
    }
    return outcomes;
  }

  private static <T> Outcome<T> outcome(Future<T> future, Duration left)
      throws InterruptedException {
    try {
      return new Outcome.Done<>(future.get(left.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return new Outcome.TimedOut<>();
    } catch (ExecutionException e) {
      return new Outcome.Failed<>(e.getCause() == null ? e : e.getCause());
    }
  }

  @Override
  public void close() {
    running.forEach(future -> future.cancel(true));
  }

  /** How a task ended. */
  public sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    record Failed<T>(Throwable cause) implements Outcome<T> {}

    record TimedOut<T>() implements Outcome<T> {}
  }
}
