package org.mailweir.web.lessons;

import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailweir.learn.LessonResult;
import org.mailweir.learn.Trainer;
import org.mailweir.store.Lesson;
import org.mailweir.store.LessonKind;
import org.mailweir.store.LessonStatus;
import org.mailweir.web.Access;
import org.mailweir.web.Request;
import org.mailweir.web.Response;
import org.mailweir.web.Routes;
import org.mailweir.web.ShownText;
import org.mailweir.web.users.Notice;
import org.mailweir.web.users.User;

/**
 * {@code /lessons}: what the classifier was taught, and by whom. An administrator takes back and
 * settles everything, a recipient takes back what he taught himself.
 */
public final class LessonsPages {

  private static final int PAGE = 100;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

  private final Trainer trainer;
  private final OwnLessons lessons;

  public LessonsPages(Trainer trainer) {
    this.trainer = trainer;
    this.lessons = new OwnLessons(trainer);
  }

  public void addTo(Routes routes) {
    routes.get("/lessons", Access.SIGNED_IN, this::list);
    routes.post("/lessons/{number}/undo", Access.SIGNED_IN, this::undo);
    routes.post("/lessons/{number}/confirm", Access.ADMINISTRATOR, r -> settle(r, true));
    routes.post("/lessons/{number}/discard", Access.ADMINISTRATOR, r -> settle(r, false));
    routes.entry("/lessons", "Lessons", Access.SIGNED_IN);
  }

  private Response list(Request request) throws IOException {
    LessonStatus status = status(request.query().get("status"));
    int limit = request.query().number("show", PAGE, OwnLessons.MOST);
    List<Lesson> found = lessons.find(status, request.user(), limit + 1);
    String word = status == null ? "" : word(status);
    boolean more = found.size() > limit && limit < OwnLessons.MOST;
    LessonsView view =
        new LessonsView(
            word,
            found.stream().limit(limit).map(l -> row(l, request.user())).toList(),
            more ? "/lessons?status=" + word + "&show=" + (limit + 2 * PAGE) : null);
    return Response.page(request.page("Lessons"), "lessons/lessons.jte", view);
  }

  private static @Nullable LessonStatus status(String word) {
    return Stream.of(LessonStatus.values())
        .filter(s -> word(s).equals(word))
        .findFirst()
        .orElse(null);
  }

  private static String word(LessonStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static LessonsView.Row row(Lesson lesson, User user) {
    boolean disputed = lesson.status() == LessonStatus.DISPUTED;
    boolean mine = user.isAdministrator() || !lesson.authoritative();
    return new LessonsView.Row(
        lesson.number(),
        lesson.when().toString(),
        TIME.format(lesson.when().atZone(ZoneId.systemDefault())),
        lesson.kind() == LessonKind.SPAM,
        disputed ? "disputed" : lesson.status() == LessonStatus.ACTIVE ? "counts" : "taken back",
        disputed ? "warn" : lesson.status() == LessonStatus.ACTIVE ? "good" : "",
        ShownText.line(lesson.teacher(), 80),
        ShownText.line(lesson.source(), 80),
        lesson.subject().isBlank() ? "(no subject)" : ShownText.line(lesson.subject(), 160),
        mine && (lesson.status() == LessonStatus.ACTIVE || (disputed && !user.isAdministrator())),
        disputed && user.isAdministrator());
  }

  private Response undo(Request request) throws IOException {
    User user = request.user();
    long number = number(request);
    if (user.isAdministrator()) {
      return said(request, trainer.undo(number, user.name()));
    }
    Optional<Lesson> own = lessons.get(number, user);
    if (own.isEmpty()) {
      return Response.notFound(request);
    }
    return said(request, trainer.undoOwn(number, own.get().teacher(), "web"));
  }

  private Response settle(Request request, boolean right) throws IOException {
    long number = number(request);
    String who = request.user().name();
    return said(request, right ? trainer.confirm(number, who) : trainer.discard(number, who));
  }

  private static long number(Request request) {
    String text = request.value("number");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }

  private static Response said(Request request, LessonResult result) {
    request.say(
        result instanceof LessonResult.Refused || result instanceof LessonResult.NothingToForget
            ? Notice.failed(words(result))
            : Notice.done(words(result)));
    return Response.redirect("/lessons");
  }

  private static String words(LessonResult result) {
    return switch (result) {
      case LessonResult.Learned(long number) -> "Lesson " + number + " counts from now on.";
      case LessonResult.Known(long number) -> "Lesson " + number + " counted already.";
      case LessonResult.Moved(long number) ->
          "Lesson " + number + " counts from now on, in place of the opposite.";
      case LessonResult.Disputed(long number) -> "Lesson " + number + " is disputed.";
      case LessonResult.Forgotten(long number) -> "Lesson " + number + " does not count any more.";
      case LessonResult.NothingToForget() -> "It did not count any more already.";
      case LessonResult.Refused(LessonResult.Reason reason) ->
          switch (reason) {
            case QUOTA -> "You have taught as much as one may on one day.";
            case NO_SUCH_LESSON -> "There is no such lesson, or it was settled meanwhile.";
            case NOT_YOURS -> "Only the administrator takes back what he taught.";
            case TOO_OLD -> "It is too old to be taken back; teach the opposite instead.";
          };
    };
  }
}
