package org.mailweir.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import org.mailweir.check.bayes.Label;
import org.mailweir.concurrent.Workers;
import org.mailweir.mail.InMemoryMessage;

/**
 * Classifies the messages of a stream one by one, in their order, and teaches each after it was
 * classified. Messages are read and prepared ahead on other threads; the order in which the engine
 * is asked and taught is that of the stream.
 */
public final class Evaluation<P> {

  private static final int AHEAD = 64;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Engine<P> engine;
  private final Training training;
  private final Deque<Lesson<P>> waiting = new ArrayDeque<>();

  public Evaluation(Engine<P> engine, Training training) {
    this.engine = engine;
    this.training = training;
  }

  private record Lesson<P>(P prepared, Label label) {}

  /**
   * Runs the stream.
   *
   * @param threads that prepare
   * @param progress told how many messages are done
   * @throws IOException when a message cannot be read
   */
  public Outcome run(List<LabelledFile> files, int threads, IntConsumer progress)
      throws IOException, InterruptedException {
    List<Judged> all = new ArrayList<>();
    Deque<Workers.Job<P>> ahead = new ArrayDeque<>();
    try (Workers workers = new Workers("evaluate", threads)) {
      int next = 0;
      for (LabelledFile file : files) {
        while (next < files.size() && ahead.size() < AHEAD) {
          LabelledFile coming = files.get(next++);
          ahead.add(workers.submit(() -> prepare(coming)));
        }
        all.add(step(file, get(file, ahead.remove())));
        progress.accept(all.size());
      }
    }
    return new Outcome(all, training.told(), training.disputed(), engine.bytes());
  }

  private P prepare(LabelledFile file) throws Exception {
    return engine.prepare(InMemoryMessage.canonical(Files.readAllBytes(file.path())));
  }

  private P get(LabelledFile file, Workers.Job<P> job) throws IOException, InterruptedException {
    try {
      return job.get(PATIENCE);
    } catch (ExecutionException e) {
      throw new IOException(file.path() + ": " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(file.path() + " takes too long", e);
    }
  }

  private Judged step(LabelledFile file, P prepared) throws IOException {
    Engine.Answer answer;
    try {
      answer = engine.judge(prepared);
    } catch (Exception e) {
      throw new IOException(file.path() + ": " + e, e);
    }
    Label heard = training.heard(file.label());
    if (training.teaches(answer.opinion(), answer.calledSpam(), heard)) {
      waiting.add(new Lesson<>(prepared, heard));
    }
    while (waiting.size() > training.delay()) {
      Lesson<P> lesson = waiting.remove();
      engine.learn(lesson.prepared(), lesson.label());
    }
    return new Judged(
        file.label(),
        file.name(),
        answer.score(),
        answer.probability(),
        answer.calledSpam(),
        answer.micros());
  }

  /**
   * @param told how many labels came back
   * @param disputed how many of them were parked
   * @param bytes what the engine keeps in memory at the end
   */
  public record Outcome(List<Judged> judged, long told, long disputed, long bytes) {
    public Outcome {
      judged = List.copyOf(judged);
    }
  }
}
