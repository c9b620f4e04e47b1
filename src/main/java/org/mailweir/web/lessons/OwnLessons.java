package org.mailweir.web.lessons;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailweir.learn.Trainer;
import org.mailweir.store.Lesson;
import org.mailweir.store.LessonFilter;
import org.mailweir.store.LessonStatus;
import org.mailweir.web.users.User;

/** Lessons as one user may see them: of a recipient those that he gave himself. */
final class OwnLessons {

  /** Lessons further back are for the command line. */
  static final int MOST = 2_000;

  private final Trainer trainer;

  OwnLessons(Trainer trainer) {
    this.trainer = trainer;
  }

  /** Newest first. */
  List<Lesson> find(@Nullable LessonStatus status, User user, int limit) throws IOException {
    if (user.isAdministrator()) {
      return trainer.lessons(new LessonFilter(status, null, null, null, limit));
    }
    List<Lesson> own = new ArrayList<>();
    for (String address : user.addresses()) {
      own.addAll(trainer.lessons(new LessonFilter(status, null, address, null, limit)));
    }
    return own.stream()
        .sorted(Comparator.comparingLong(Lesson::number).reversed())
        .limit(limit)
        .toList();
  }

  /** Empty when there is none of that number that the user gave. */
  Optional<Lesson> get(long number, User user) throws IOException {
    return find(null, user, MOST).stream().filter(l -> l.number() == number).findFirst();
  }
}
