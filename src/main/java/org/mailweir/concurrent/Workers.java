package org.mailweir.concurrent;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of platform threads for computing, each with a deep stack: java.util.regex
 * recurses on group loops, and overflows the usual 1 MB at about 4,000 characters. Tasks wait in
 * order of arrival; their number is bounded by whoever submits.
 *
 * <p>A task that does not end when it is interrupted cannot be stopped in Java. It is abandoned,
 * and a further thread takes its place until it ends after all; there are never more than twice as
 * many threads.
 */
public final class Workers implements AutoCloseable {

  private static final long STACK_BYTES = 16L << 20;

  private final int threads;
  private final ThreadPoolExecutor executor;
  private int abandoned;

  public Workers(String name, int threads) {
    AtomicInteger count = new AtomicInteger();
    this.threads = threads;
    this.executor =
        new ThreadPoolExecutor(
            threads,
            2 * threads,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread =
                  new Thread(null, task, name + "-" + count.incrementAndGet(), STACK_BYTES);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Queues a task. */
  public <T> Job<T> submit(Callable<T> task) {
    Job<T> job = new Job<>(task);
    executor.execute(job);
    return job;
  }

  /** How many threads there are, apart from those that stand in for abandoned tasks. */
  public int threads() {
    return threads;
  }

  /** Tasks that run. */
  public int busy() {
    return executor.getActiveCount();
  }

  /** Tasks that wait for a thread. */
  public int waiting() {
    return executor.getQueue().size();
  }

  private synchronized void replace() {
    abandoned = Math.min(threads, abandoned + 1);
    executor.setCorePoolSize(threads + abandoned);
  }

  private synchronized void replaced() {
    abandoned--;
    executor.setCorePoolSize(threads + abandoned);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  /** A task on its way. */
  public final class Job<T> implements Runnable {

    private final CountDownLatch started = new CountDownLatch(1);
    private final FutureTask<T> future;
    private boolean ended;
    private boolean replaced;

    Job(Callable<T> task) {
      this.future = new FutureTask<>(task);
    }

    @Override
    public void run() {
      started.countDown();
      future.run();
      end();
    }

    private synchronized void end() {
      ended = true;
      if (replaced) {
        replaced();
      }
    }

    /** Waits for a free thread; false when there was none in time, and the task never runs then. */
    public boolean awaitStart(Duration patience) throws InterruptedException {
      if (started.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return true;
      }
      return !future.cancel(false);
    }

    /** The result; the time counts from now. */
    public T get(Duration time) throws InterruptedException, ExecutionException, TimeoutException {
      return future.get(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Interrupts the task and, while it goes on regardless, has another thread stand in for it. */
    public void abandon() {
      future.cancel(true);
      synchronized (this) {
        if (!ended && !replaced) {
          replaced = true;
          replace();
        }
      }
    }

    /** Whether the task has really ended, however that was. */
    public synchronized boolean hasEnded() {
      return ended;
    }
  }
}
