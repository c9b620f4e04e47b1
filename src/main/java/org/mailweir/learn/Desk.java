package org.mailweir.learn;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mailweir.check.bayes.BayesSettings;
import org.mailweir.check.bayes.Model;
import org.mailweir.store.Change;
import org.mailweir.store.Commit;
import org.mailweir.store.Event;
import org.mailweir.store.Snapshot;
import org.mailweir.store.TrainingLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open log with the model that follows it; for one thread at a time. Decisions rest on all that
 * the log holds: if another process has written meanwhile, they are made again.
 */
final class Desk implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final int ATTEMPTS = 50;

  private final TrainingLog log;
  private final LearnSettings settings;
  private final Clock clock;
  private Fold fold;
  private long saved;

  Desk(TrainingLog log, LearnSettings settings, BayesSettings bayes, Clock clock)
      throws IOException {
    this.log = log;
    this.settings = settings;
    this.clock = clock;
    this.fold = Fold.start(log, bayes);
    this.saved = fold.upTo();
    fold.follow(log);
  }

  /** How a decision is made. */
  interface Question {
    Decision decide(Judge judge, Model model) throws IOException;
  }

  TrainingLog log() {
    return log;
  }

  Fold fold() {
    return fold;
  }

  /** Learns what others have written; whether there was anything. */
  boolean follow() throws IOException {
    if (!log.changedByOthers()) {
      return false;
    }
    fold.follow(log);
    return true;
  }

  LessonResult settle(Question question) throws IOException {
    return settleAll(List.of(question)).getFirst();
  }

  /** Answers questions that do not touch the same message, in one commit. */
  private List<LessonResult> settleAll(List<Question> questions) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      fold.follow(log);
      Judge judge = new Judge(log, settings.lessonsPerTeacher(), clock.instant());
      List<Decision> decisions = new ArrayList<>();
      for (Question question : questions) {
        decisions.add(question.decide(judge, fold.model()));
      }
      List<Change> changes = decisions.stream().flatMap(d -> d.changes().stream()).toList();
      Commit commit =
          changes.isEmpty() ? new Commit.Written(List.of()) : log.commit(changes, fold.upTo());
      if (commit instanceof Commit.Written(List<Event> events)) {
        followOwn();
        return answers(decisions, events);
      }
    }
    throw new IOException("others write to the training log all the time; try again");
  }

  /** It is written, whatever happens to the reading. */
  private void followOwn() {
    try {
      fold.follow(log);
    } catch (IOException e) {
      LOG.warn("a lesson is written, and will be learned later: {}", e.getMessage());
    }
  }

  private static List<LessonResult> answers(List<Decision> decisions, List<Event> events) {
    List<LessonResult> answers = new ArrayList<>();
    int next = 0;
    for (Decision decision : decisions) {
      next += decision.changes().size();
      long lesson = decision.changes().isEmpty() ? 0 : events.get(next - 1).lesson();
      answers.add(decision.answer().apply(lesson));
    }
    return answers;
  }

  /** Those of the administrator go together, as long as each is about another message. */
  List<LessonResult> teachAll(List<Teaching> teachings) throws IOException {
    List<LessonResult> answers = new ArrayList<>();
    List<Teaching> together = new ArrayList<>();
    Set<String> digests = new HashSet<>();
    for (Teaching teaching : teachings) {
      if (!teaching.authoritative() || !digests.add(teaching.digest())) {
        answers.addAll(settleTeachings(together));
        together.clear();
        digests.clear();
        digests.add(teaching.digest());
      }
      together.add(teaching);
      if (!teaching.authoritative()) {
        answers.addAll(settleTeachings(together));
        together.clear();
        digests.clear();
      }
    }
    answers.addAll(settleTeachings(together));
    return answers;
  }

  private List<LessonResult> settleTeachings(List<Teaching> teachings) throws IOException {
    return settleAll(
        teachings.stream().map(t -> (Question) (judge, model) -> judge.teach(t, model)).toList());
  }

  void bring(Change.Import counts) throws IOException {
    settle((judge, model) -> new Decision(List.of(counts), LessonResult.Learned::new));
  }

  /** Puts a fold that was built elsewhere in place of this one, if it is right. */
  boolean replace(Fold fresh) throws IOException {
    fresh.follow(log);
    if (!fresh.isExact()) {
      return false;
    }
    fold = fresh;
    return true;
  }

  /** Events that no snapshot holds. */
  long unsaved() {
    return fold.upTo() - saved;
  }

  /** Saves the model for the next start. A model that is not exact is never saved. */
  void save() throws IOException {
    if (fold.isExact() && unsaved() > 0) {
      save(Snapshot.Kind.LIVE);
    }
  }

  private void save(Snapshot.Kind kind) throws IOException {
    long event = fold.upTo();
    log.save(new Snapshot(kind, event), fold.model()::write);
    saved = event;
  }

  /**
   * Keeps the log within its bounds. Two bases stand for what is trimmed: when half of what may be
   * kept has come since the newer one, a new one is made, and what the older of the two holds is
   * trimmed.
   */
  void trim() throws IOException {
    List<Snapshot> bases = log.snapshots(Snapshot.Kind.BASE);
    long newest = bases.isEmpty() ? 0 : bases.getFirst().event();
    var since = log.size(newest);
    boolean due =
        since.withFeatures() * 2 >= settings.keepLessons()
            || since.featureBytes() * 2 >= settings.keepBytes().bytes();
    if (!due || !fold.isExact() || fold.upTo() <= newest) {
      return;
    }
    save(Snapshot.Kind.BASE);
    List<Snapshot> kept = log.snapshots(Snapshot.Kind.BASE);
    long before = kept.size() > 1 ? kept.get(1).event() : 0;
    log.trim(before, clock.instant().minus(settings.keepList()));
  }

  @Override
  public void close() {
    log.close();
  }
}
