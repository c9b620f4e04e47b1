package org.mailweir.learn;

import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mailweir.check.bayes.BayesSettings;
import org.mailweir.check.bayes.Features;
import org.mailweir.check.bayes.Label;
import org.mailweir.check.bayes.Model;
import org.mailweir.mail.MailAddress;
import org.mailweir.store.Lesson;
import org.mailweir.store.LessonKind;
import org.mailweir.store.Snapshot;
import org.mailweir.store.Tail;
import org.mailweir.store.TrainingLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model and the place in the log up to which it has learned: the base, and after it all lessons
 * in force in the order in which they came into force. The same log gives the same model, bit for
 * bit, wherever the fold began, as long as it {@link #isExact()}.
 */
final class Fold {

  private static final Logger LOG = LoggerFactory.getLogger(Fold.class);

  /** Events that are read at once: some 4 MiB. */
  private static final int PAGE = 500;

  private final Model model;
  private long upTo;
  private boolean exact = true;
  private boolean imported = true;

  /** Lessons that were taken back before this fold came to them; their undoing is no news then. */
  private final Set<Long> skipped = new HashSet<>();

  private Fold(Model model, long upTo) {
    this.model = model;
    this.upTo = upTo;
  }

  /** Begins with the newest snapshot that is whole and exact, and else with nothing. */
  static Fold start(TrainingLog log, BayesSettings settings) throws IOException {
    List<Snapshot> all = new ArrayList<>(log.snapshots(Snapshot.Kind.LIVE));
    all.addAll(log.snapshots(Snapshot.Kind.BASE));
    all.sort(Comparator.comparingLong(Snapshot::event).reversed());
    long trimmed = log.trimmedTo();
    for (Snapshot snapshot : all) {
      if (snapshot.event() < trimmed || !log.isExact(snapshot)) {
        continue;
      }
      try (InputStream in = log.open(snapshot)) {
        return new Fold(Model.read(in, settings), snapshot.event());
      } catch (IOException | RuntimeException e) {
        LOG.error("a snapshot of the model is of no use, the one before serves: {}", e.toString());
      }
    }
    if (trimmed > 0) {
      LOG.error(
          "no snapshot of the model is left: it knows only the lessons that still have their"
              + " features; restore the folder from a backup, or teach again");
    }
    return new Fold(new Model(settings), 0);
  }

  /** Learns what the log has more. */
  void follow(TrainingLog log) throws IOException {
    if (log.trimmedTo() > upTo && upTo > 0) {
      exact = false;
    }
    List<Tail.Step> steps;
    do {
      steps = log.tail(upTo, PAGE).steps();
      steps.forEach(this::take);
    } while (steps.size() == PAGE);
  }

  private void take(Tail.Step step) {
    upTo = step.event().number();
    long lesson = step.event().lesson();
    switch (step.event().kind()) {
      case LEARNED, CONFIRMED -> {
        if (step.taught() == null) {
          skipped.add(lesson);
        } else {
          learn(step.taught());
        }
      }
      case UNDONE -> exact &= skipped.remove(lesson);
      case IMPORTED -> imported = true;
      case DISPUTED, DISCARDED -> {}
    }
  }

  private void learn(Tail.Taught taught) {
    Lesson lesson = taught.lesson();
    byte[] features = taught.features();
    try {
      if (features == null) {
        throw new IllegalArgumentException("its checksum is wrong");
      }
      Label label = lesson.kind() == LessonKind.SPAM ? Label.SPAM : Label.HAM;
      long day = lesson.when().atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
      model.learn(Features.decode(features), label, lesson.weight(), day, person(lesson));
    } catch (IllegalArgumentException e) {
      LOG.error(
          "lesson {} in the training log is damaged ({}) and left out; teach the message again",
          lesson.number(),
          e.getMessage());
    }
  }

  /** For whom a lesson also counts alone: a teacher who is an address, such as a recipient's. */
  private static String person(Lesson lesson) {
    return lesson.teacher().indexOf('@') > 0 ? new MailAddress(lesson.teacher()).canonical() : "";
  }

  Model model() {
    return model;
  }

  /** The newest event that it has taken in. */
  long upTo() {
    return upTo;
  }

  /** False once a lesson was taken back that the model has learned: it has to be built anew. */
  boolean isExact() {
    return exact;
  }

  /** Whether imports have changed since this was asked last. */
  boolean importsChanged() {
    boolean changed = imported;
    imported = false;
    return changed;
  }
}
