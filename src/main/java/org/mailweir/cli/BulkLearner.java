package org.mailweir.cli;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.mailweir.check.bayes.Label;
import org.mailweir.concurrent.Workers;
import org.mailweir.config.MailweirSettings;
import org.mailweir.learn.LessonReader;
import org.mailweir.learn.LessonResult;
import org.mailweir.learn.Pupil;
import org.mailweir.learn.Teaching;
import org.mailweir.learn.Trainer;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.parse.MessageParser;

/**
 * Teaches many messages: they are read on all processors, and learned in their order with one
 * commit for some hundreds of them. What was reported is on disk.
 */
final class BulkLearner implements MailFiles.Visitor, AutoCloseable {

  private static final int BATCH = 500;

  /** What was read is learned at least that often, so that little is lost when it is stopped. */
  private static final long BATCH_NANOS = 250_000_000L;

  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

  /** Messages in memory that are being read; their bytes are bounded by the second number. */
  private static final int AHEAD = 4 * THREADS;

  private static final long AHEAD_BYTES = 64L << 20;

  /** What is done with results, in the order of the messages. */
  interface Report {
    void learned(String name, LessonResult result);

    void unreadable(String name, String why);

    void done(long bytes);
  }

  /** What is to be done with a message. */
  enum Verb {
    SPAM,
    HAM,
    FORGET
  }

  private record Pending(String name, InMemoryMessage message, Workers.Job<Teaching> job) {}

  private record Lesson(String name, InMemoryMessage message, Teaching teaching) {}

  private final Trainer trainer;
  private final Verb verb;
  private final String teacher;
  private final Report report;
  private final Pupil pupil;
  private final MailweirSettings settings;
  private final MessageParser parser;
  private final LessonReader reader = new LessonReader();
  private final Workers workers = new Workers("read", THREADS);
  private final Queue<Pending> ahead = new ArrayDeque<>();
  private final List<Lesson> batch = new ArrayList<>(BATCH);
  private long aheadBytes;
  private long batchBytes;
  private long learnedAt = System.nanoTime();

  BulkLearner(
      MailweirSettings settings,
      Trainer trainer,
      Verb verb,
      String teacher,
      Report report,
      Pupil pupil) {
    this.settings = settings;
    this.trainer = trainer;
    this.verb = verb;
    this.teacher = teacher;
    this.report = report;
    this.pupil = pupil;
    this.parser = new MessageParser(settings.limits());
  }

  @Override
  public void message(String name, InMemoryMessage message) throws Exception {
    ahead.add(new Pending(name, message, workers.submit(() -> read(message))));
    aheadBytes += message.size();
    while (ahead.size() > AHEAD || (aheadBytes > AHEAD_BYTES && ahead.size() > 1)) {
      take();
    }
  }

  private Teaching read(InMemoryMessage message) {
    Label label = verb == Verb.HAM ? Label.HAM : Label.SPAM;
    return reader.read(parser.parse(message), label, teacher, "command line").withAuthority();
  }

  @Override
  public void unreadable(String name, IOException why) {
    report.unreadable(name, why.toString());
  }

  private void take() throws InterruptedException, IOException {
    Pending next = ahead.remove();
    long size = next.message().size();
    aheadBytes -= size;
    batchBytes += size;
    try {
      batch.add(
          new Lesson(
              next.name(), next.message(), next.job().get(settings.analysis().hardDeadline())));
    } catch (ExecutionException | TimeoutException e) {
      next.job().abandon();
      report.unreadable(next.name(), String.valueOf(e.getCause() == null ? e : e.getCause()));
    }
    report.done(size);
    if (batch.size() >= BATCH
        || batchBytes > AHEAD_BYTES
        || System.nanoTime() - learnedAt > BATCH_NANOS) {
      learn();
    }
  }

  private void learn() throws IOException {
    List<Lesson> lessons = List.copyOf(batch);
    batch.clear();
    batchBytes = 0;
    learnedAt = System.nanoTime();
    List<LessonResult> results = verb == Verb.FORGET ? forget(lessons) : teach(lessons);
    for (int i = 0; i < lessons.size(); i++) {
      report.learned(lessons.get(i).name(), results.get(i));
      pupil.hearIfInForce(lessons.get(i).message(), what(), results.get(i));
    }
  }

  private Pupil.What what() {
    return switch (verb) {
      case SPAM -> Pupil.What.SPAM;
      case HAM -> Pupil.What.HAM;
      case FORGET -> Pupil.What.FORGET;
    };
  }

  private List<LessonResult> teach(List<Lesson> lessons) throws IOException {
    return trainer.teachAll(lessons.stream().map(Lesson::teaching).toList());
  }

  private List<LessonResult> forget(List<Lesson> lessons) throws IOException {
    List<LessonResult> results = new ArrayList<>();
    for (Lesson lesson : lessons) {
      results.add(trainer.forget(lesson.teaching().digest(), teacher, "command line", true));
    }
    return results;
  }

  /** Learns what is still on its way. */
  void finish() throws InterruptedException, IOException {
    while (!ahead.isEmpty()) {
      take();
    }
    learn();
  }

  @Override
  public void close() {
    workers.close();
  }
}
