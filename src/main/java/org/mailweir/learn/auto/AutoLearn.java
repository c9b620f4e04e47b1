package org.mailweir.learn.auto;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.mailweir.check.bayes.Label;
import org.mailweir.check.bayes.Model;
import org.mailweir.check.rules.RuleSides;
import org.mailweir.decide.Verdict;
import org.mailweir.learn.LessonReader;
import org.mailweir.learn.Teaching;
import org.mailweir.learn.Trainer;
import org.mailweir.mail.Origin;
import org.mailweir.metrics.Metrics;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.store.LessonFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns messages of which the rules are certain. Mail never waits for it, what cannot be learned
 * at once is not learned, and a message that anybody taught is left alone. Thread-safe.
 */
public final class AutoLearn {

  private static final Logger LOG = LoggerFactory.getLogger(AutoLearn.class);
  private static final String TEACHER = "automatic";
  private static final int WAITING = 100;

  private final AutoLearnSettings settings;
  private final Guards guards;
  private final Trainer trainer;
  private final Metrics metrics;
  private final LessonReader lessons = new LessonReader();
  private final Map<Label, HourlyBound> bounds = new EnumMap<>(Label.class);
  private final ThreadPoolExecutor teacher =
      new ThreadPoolExecutor(
          0,
          1,
          30,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          task -> Thread.ofPlatform().name("autolearn").daemon().unstarted(task));

  public AutoLearn(AutoLearnSettings settings, RuleSides sides, Trainer trainer, Metrics metrics) {
    this.settings = settings;
    this.guards = new Guards(settings, sides);
    this.trainer = trainer;
    this.metrics = metrics;
    for (Label label : Label.values()) {
      bounds.put(label, new HourlyBound(settings.perHour(), System::nanoTime));
    }
  }

  /** Looks at a message that was judged, and learns it in the background if all guards allow it. */
  public void consider(Origin origin, ParsedMessage message, Verdict verdict) {
    if (!settings.enabled() || origin != Origin.OUTSIDE) {
      return;
    }
    Label label = guards.evidence(verdict);
    Model model = trainer.current();
    if (label == null || model == null || !guards.isBalanced(label, model)) {
      return;
    }
    Teaching lesson = lessons.read(message, label, TEACHER, TEACHER).weighing(settings.weight());
    if (!guards.agrees(label, model.opinion(lesson.features()))) {
      metrics.count("autolearn_disagreed_total");
      return;
    }
    if (Objects.requireNonNull(bounds.get(label)).take()) {
      try {
        teacher.execute(() -> teach(lesson));
      } catch (RejectedExecutionException busy) {
        metrics.count("autolearn_dropped_total");
      }
    }
  }

  private void teach(Teaching lesson) {
    try {
      if (trainer.lessons(LessonFilter.ofMessage(lesson.digest())).isEmpty()) {
        trainer.teach(lesson);
        metrics.count("autolearned_total");
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("a message was not learned automatically: {}", e.toString());
    }
  }
}
