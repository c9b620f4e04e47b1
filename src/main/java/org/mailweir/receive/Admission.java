package org.mailweir.receive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.mailweir.metrics.Live;
import org.mailweir.metrics.Metrics;
import org.mailweir.pipeline.Outcome;
import org.mailweir.pipeline.Transaction;

/**
 * Lets a bounded number of messages in at the same time; the others wait in order before their
 * DATA, where waiting costs Postfix nothing and us one thread. Closed for new work on shutdown.
 *
 * <p>The pipeline can be replaced while messages are under way: each runs to its end on the one it
 * began with.
 */
public final class Admission {

  private final Semaphore places;
  private final Metrics metrics;
  private volatile Function<Transaction, Outcome> pipeline;
  private volatile boolean open = true;

  /**
   * Opens the door.
   *
   * @param pipeline never throws; its outcome has one result for each recipient
   */
  public Admission(int maxMessages, Function<Transaction, Outcome> pipeline, Metrics metrics) {
    this.places = new Semaphore(maxMessages, true);
    this.pipeline = pipeline;
    this.metrics = metrics;
    metrics.gauge("admission_places", () -> maxMessages);
    metrics.gauge("admission_in_use", () -> maxMessages - places.availablePermits());
    metrics.gauge("admission_waiting", places::getQueueLength);
    metrics.gauge("messages_in_flight", metrics.live()::size);
  }

  /** From here on the message is seen by who looks; close it when the message goes. */
  Live.Entry announce(Live.Letter letter) {
    return metrics.live().begin(letter);
  }

  Ticket enter() throws IOException {
    long start = System.nanoTime();
    try {
      places.acquire();
      metrics.timer("admission_wait_seconds").since(start);
      return places::release;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("shutting down");
    }
  }

  Outcome process(Transaction tx) {
    return pipeline.apply(tx);
  }

  /** Messages that come from now on take the new pipeline. */
  public void replace(Function<Transaction, Outcome> newPipeline) {
    pipeline = newPipeline;
  }

  boolean isOpen() {
    return open;
  }

  /** From now on connections are closed as soon as their transaction is over. */
  public void shut() {
    open = false;
  }

  /** A message's place. */
  interface Ticket extends AutoCloseable {
    @Override
    void close();
  }
}
