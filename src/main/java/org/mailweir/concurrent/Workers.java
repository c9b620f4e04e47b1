package org.mailweir.concurrent;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of platform threads for computing, each with a deep stack: java.util.regex
 * recurses on group loops, and overflows the usual 1 MB at about 4,000 characters. Tasks wait in
 * order of arrival; their number is bounded by whoever submits.
 */
public final class Workers implements AutoCloseable {

  private static final long STACK_BYTES = 16L << 20;

  private final ExecutorService executor;

  public Workers(String name, int threads) {
    AtomicInteger count = new AtomicInteger();
    this.executor =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread =
                  new Thread(null, task, name + "-" + count.incrementAndGet(), STACK_BYTES);
              thread.setDaemon(true);
              return thread;
            });
  }

  public <T> Future<T> submit(Callable<T> task) {
    return executor.submit(task);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
