package org.mailweir.learn.spamd;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.mailweir.learn.Pupil;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.RawMessage;
import org.mailweir.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes lessons on to another pupil one after the other, without making anybody wait. Its queue is
 * bounded: a lesson that finds no place is dropped, logged and counted.
 */
public final class LaterPupil implements Pupil, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LaterPupil.class);

  /** Together at most 64 MiB. */
  private static final int MAX_WAITING = 64;

  private static final int MAX_BYTES = 1 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SpamdPupil pupil;
  private final Metrics metrics;
  private final ThreadPoolExecutor teaching =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.MINUTES,
          new LinkedBlockingQueue<>(MAX_WAITING),
          task -> Thread.ofPlatform().daemon().name("tell-spamd").unstarted(task),
          (task, executor) -> dropped("too many lessons are waiting"));

  public LaterPupil(SpamdPupil pupil, Metrics metrics) {
    this.pupil = pupil;
    this.metrics = metrics;
  }

  @Override
  public void hear(RawMessage message, What what) {
    try (InputStream in = message.open()) {
      byte[] head = in.readNBytes(MAX_BYTES);
      InMemoryMessage copy = new InMemoryMessage(head, head.length, 0, "");
      teaching.execute(() -> pupil.hear(copy, what));
    } catch (IOException e) {
      dropped("the message cannot be read");
    }
  }

  private void dropped(String why) {
    metrics.count("spamd_not_told_total");
    LOG.warn("spamd is not told a lesson: {}", why);
  }

  /** Gives what is waiting a few seconds. */
  @Override
  public void close() {
    teaching.shutdown();
    try {
      if (!teaching.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        teaching.shutdownNow().forEach(task -> dropped("the end came first"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pupil.close();
  }
}
