package org.mailweir.learn;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mailweir.check.bayes.Dispute;
import org.mailweir.check.bayes.Label;
import org.mailweir.check.bayes.Model;
import org.mailweir.learn.LessonResult.Reason;
import org.mailweir.store.Change;
import org.mailweir.store.Lesson;
import org.mailweir.store.LessonFilter;
import org.mailweir.store.LessonKind;
import org.mailweir.store.LessonStatus;
import org.mailweir.store.NewLesson;
import org.mailweir.store.TrainingLog;

/** Decides what a teaching changes, given what the log and the model know at this moment. */
final class Judge {

  private final TrainingLog log;
  private final int lessonsPerTeacher;
  private final Instant now;

  Judge(TrainingLog log, int lessonsPerTeacher, Instant now) {
    this.log = log;
    this.lessonsPerTeacher = lessonsPerTeacher;
    this.now = now;
  }

  /** Somebody says what a message is. */
  Decision teach(Teaching teaching, Model model) throws IOException {
    LessonKind kind = teaching.label() == Label.SPAM ? LessonKind.SPAM : LessonKind.HAM;
    List<Lesson> known = log.lessons(LessonFilter.ofMessage(teaching.digest()));
    Optional<Lesson> active = first(known, LessonStatus.ACTIVE);
    if (active.isPresent() && active.get().kind() == kind) {
      return Decision.of(new LessonResult.Known(active.get().number()));
    }
    for (Lesson parked : known) {
      if (parked.status() == LessonStatus.DISPUTED && parked.kind() == kind) {
        return again(teaching, parked, active);
      }
    }
    if (!teaching.authoritative() && isOverQuota(teaching.teacher())) {
      return Decision.of(new LessonResult.Refused(Reason.QUOTA));
    }
    return isDoubtful(teaching, active, model)
        ? park(teaching, kind)
        : accept(teaching, kind, known, active);
  }

  private static Optional<Lesson> first(List<Lesson> lessons, LessonStatus status) {
    return lessons.stream().filter(l -> l.status() == status).findFirst();
  }

  /** The same was said before and parked: a second person, or the administrator, settles it. */
  private Decision again(Teaching teaching, Lesson parked, Optional<Lesson> active) {
    boolean settles =
        teaching.authoritative()
            || (!parked.teacher().equals(teaching.teacher())
                && active.stream().noneMatch(Lesson::authoritative));
    if (!settles) {
      return Decision.of(new LessonResult.Disputed(parked.number()));
    }
    List<Change> changes = new ArrayList<>();
    active.ifPresent(l -> changes.add(undo(l, teaching.teacher(), teaching.source())));
    changes.add(new Change.Confirm(parked.number(), now, teaching.teacher(), teaching.source()));
    return new Decision(
        changes, active.isPresent() ? LessonResult.Moved::new : LessonResult.Learned::new);
  }

  private boolean isOverQuota(String teacher) throws IOException {
    return log.taughtBy(teacher, now.truncatedTo(ChronoUnit.DAYS)) >= lessonsPerTeacher;
  }

  /**
   * Who corrects a lesson has looked at it, and the model contradicts him only because it was
   * taught that lesson; what the administrator taught is another matter.
   */
  private static boolean isDoubtful(Teaching teaching, Optional<Lesson> active, Model model) {
    if (teaching.authoritative()) {
      return false;
    }
    return active.isPresent()
        ? active.get().authoritative()
        : Dispute.contradicts(model.opinion(teaching.features()), teaching.label());
  }

  private Decision park(Teaching teaching, LessonKind kind) {
    return new Decision(
        List.of(new Change.Teach(lesson(teaching, kind), true)), LessonResult.Disputed::new);
  }

  private Decision accept(
      Teaching teaching, LessonKind kind, List<Lesson> known, Optional<Lesson> active) {
    List<Change> changes = new ArrayList<>();
    for (Lesson other : known) {
      boolean changedHisMind =
          other.status() == LessonStatus.DISPUTED
              && (teaching.authoritative() || other.teacher().equals(teaching.teacher()));
      if (other.status() == LessonStatus.ACTIVE || changedHisMind) {
        changes.add(undo(other, teaching.teacher(), teaching.source()));
      }
    }
    changes.add(new Change.Teach(lesson(teaching, kind), false));
    return new Decision(
        changes, active.isPresent() ? LessonResult.Moved::new : LessonResult.Learned::new);
  }

  private NewLesson lesson(Teaching t, LessonKind kind) {
    return new NewLesson(
        now,
        t.teacher(),
        t.source(),
        kind,
        t.digest(),
        t.messageId(),
        t.subject(),
        t.weight(),
        t.authoritative(),
        t.features().encode());
  }

  /** Somebody takes back what was said of a message. */
  Decision forget(String digest, String who, String source, boolean authoritative)
      throws IOException {
    List<Lesson> counting =
        log.lessons(LessonFilter.ofMessage(digest)).stream()
            .filter(l -> l.status() != LessonStatus.UNDONE)
            .toList();
    if (counting.isEmpty()) {
      return Decision.of(new LessonResult.NothingToForget());
    }
    if (!authoritative && counting.stream().anyMatch(Lesson::authoritative)) {
      return Decision.of(new LessonResult.Refused(Reason.NOT_YOURS));
    }
    long trimmed = log.trimmedTo();
    if (counting.stream().anyMatch(l -> isTooOld(l, trimmed))) {
      return Decision.of(new LessonResult.Refused(Reason.TOO_OLD));
    }
    return new Decision(
        counting.stream().map(l -> (Change) undo(l, who, source)).toList(),
        LessonResult.Forgotten::new);
  }

  /** The administrator takes back one lesson, or throws a parked one away. */
  Decision undo(long number, LessonStatus expected, String who, String source) throws IOException {
    Optional<Lesson> lesson = in(number, expected);
    if (lesson.isEmpty()) {
      return Decision.of(new LessonResult.Refused(Reason.NO_SUCH_LESSON));
    }
    if (isTooOld(lesson.get(), log.trimmedTo())) {
      return Decision.of(new LessonResult.Refused(Reason.TOO_OLD));
    }
    return new Decision(List.of(undo(lesson.get(), who, source)), LessonResult.Forgotten::new);
  }

  /** A teacher takes back one lesson that he gave, whether it counts or is parked. */
  Decision undoOwn(long number, String teacher, String source) throws IOException {
    Optional<Lesson> own = log.lesson(number).filter(l -> l.teacher().equals(teacher));
    if (own.isEmpty()) {
      return Decision.of(new LessonResult.Refused(Reason.NO_SUCH_LESSON));
    }
    Lesson lesson = own.get();
    if (lesson.status() == LessonStatus.UNDONE) {
      return Decision.of(new LessonResult.NothingToForget());
    }
    if (lesson.authoritative()) {
      return Decision.of(new LessonResult.Refused(Reason.NOT_YOURS));
    }
    return undo(number, lesson.status(), teacher, source);
  }

  private static boolean isTooOld(Lesson lesson, long trimmed) {
    return lesson.status() == LessonStatus.ACTIVE && lesson.activeSince() <= trimmed;
  }

  /** The administrator puts a parked lesson in force. */
  Decision confirm(long number, String who, String source) throws IOException {
    Optional<Lesson> parked = in(number, LessonStatus.DISPUTED);
    if (parked.isEmpty()) {
      return Decision.of(new LessonResult.Refused(Reason.NO_SUCH_LESSON));
    }
    List<Change> changes = new ArrayList<>();
    first(log.lessons(LessonFilter.ofMessage(parked.get().digest())), LessonStatus.ACTIVE)
        .ifPresent(l -> changes.add(undo(l, who, source)));
    boolean moves = !changes.isEmpty();
    changes.add(new Change.Confirm(number, now, who, source));
    return new Decision(changes, moves ? LessonResult.Moved::new : LessonResult.Learned::new);
  }

  private Optional<Lesson> in(long number, LessonStatus status) throws IOException {
    return log.lesson(number).filter(l -> l.status() == status);
  }

  private Change.Undo undo(Lesson lesson, String who, String source) {
    return new Change.Undo(lesson.number(), now, who, source);
  }
}
