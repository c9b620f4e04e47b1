package org.mailweir.learn.spamd;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.mailweir.check.spamd.SpamdTeacher;
import org.mailweir.learn.Pupil;
import org.mailweir.mail.RawMessage;
import org.mailweir.metrics.Metrics;
import org.mailweir.peer.NoAnswerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells spamd at once, and waits for its answer. What it does not take is logged and counted. */
public final class SpamdPupil implements Pupil, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SpamdPupil.class);

  private final SpamdTeacher spamd;
  private final Metrics metrics;
  private final LongAdder told = new LongAdder();
  private final LongAdder missed = new LongAdder();

  public SpamdPupil(SpamdTeacher spamd, Metrics metrics) {
    this.spamd = spamd;
    this.metrics = metrics;
  }

  @Override
  public void hear(RawMessage message, What what) {
    try {
      spamd.tell(message, lesson(what));
      told.increment();
      metrics.count("spamd_told_total");
    } catch (NoAnswerException | IOException e) {
      missed(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      missed("interrupted");
    }
  }

  private void missed(String why) {
    missed.increment();
    metrics.count("spamd_not_told_total");
    LOG.warn("spamd has not learned a lesson: {}", why);
  }

  private static SpamdTeacher.Lesson lesson(What what) {
    return switch (what) {
      case SPAM -> SpamdTeacher.Lesson.SPAM;
      case HAM -> SpamdTeacher.Lesson.HAM;
      case FORGET -> SpamdTeacher.Lesson.FORGET;
    };
  }

  /** For people: {@code spamd: told 12, missed 1}. */
  public String summary() {
    return "spamd: told " + told.sum() + ", missed " + missed.sum();
  }

  @Override
  public void close() {
    spamd.close();
  }
}
