package org.mailweir.web.lately;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.bayes.Label;
import org.mailweir.history.Fate;
import org.mailweir.history.History;
import org.mailweir.history.Passage;
import org.mailweir.learn.LessonResult;
import org.mailweir.review.ReviewDesk;
import org.mailweir.web.Access;
import org.mailweir.web.Request;
import org.mailweir.web.Response;
import org.mailweir.web.Routes;
import org.mailweir.web.users.Notice;
import org.mailweir.web.users.User;

/**
 * {@code /lately}: what came through and its score, so that a missed spam can be taught. A
 * recipient sees his own copies and nobody else's.
 */
public final class LatelyPages {

  private static final int PAGE = 50;

  private final Passages passages;
  private final ReviewDesk desk;

  public LatelyPages(History history, ReviewDesk desk) {
    this.passages = new Passages(history);
    this.desk = desk;
  }

  public void addTo(Routes routes) {
    routes.get("/lately", Access.SIGNED_IN, this::list);
    routes.post("/lately/{id}", Access.SIGNED_IN, this::teach);
    routes.entry("/lately", "Lately", Access.SIGNED_IN);
  }

  private Response list(Request request) throws IOException {
    Filter filter = Filter.of(request.query());
    int offset = (filter.page() - 1) * PAGE;
    List<Passage> found = passages.find(filter, request.user(), offset, PAGE + 1);
    LatelyView view =
        new LatelyView(
            filter,
            Stream.of(Fate.values())
                .map(f -> new LatelyView.Choice(Filter.word(f), Rows.meaning(f)))
                .toList(),
            request.user().isAdministrator() || request.user().addresses().size() > 1,
            found.stream().limit(PAGE).map(Rows::of).toList(),
            filter.address(filter.page()),
            filter.page() == 1 ? null : filter.address(filter.page() - 1),
            found.size() > PAGE && filter.page() < Filter.MOST_PAGES
                ? filter.address(filter.page() + 1)
                : null);
    return Response.page(request.page("What came through"), "lately/lately.jte", view);
  }

  private Response teach(Request request) throws IOException {
    Optional<Passage> passage = passages.get(request.value("id"), request.user());
    Label label = label(request.form().get("do"));
    if (passage.isEmpty() || label == null) {
      return Response.notFound(request);
    }
    request.say(taught(passage.get(), label, request.user()));
    String back = request.form().get("back");
    return Response.redirect(back.matches("/lately(\\?[!-~]{0,2000})?") ? back : "/lately");
  }

  private static @Nullable Label label(String word) {
    return switch (word) {
      case "spam" -> Label.SPAM;
      case "ham" -> Label.HAM;
      default -> null;
    };
  }

  private Notice taught(Passage passage, Label label, User user) {
    try {
      LessonResult result = desk.teachPassed(passage.id(), label, person(passage, user));
      return new Notice(
          result instanceof LessonResult.Refused ? Notice.Kind.FAILED : Notice.Kind.DONE,
          List.of(words(result, label)));
    } catch (IOException e) {
      return Notice.failed("Not learned: " + e.getMessage());
    }
  }

  /** Whichever of his addresses a message came to, a recipient is one teacher. */
  private static ReviewDesk.Person person(Passage passage, User user) {
    return user.isAdministrator()
        ? new ReviewDesk.Person(user.name(), true)
        : new ReviewDesk.Person(
            passage.copies().getFirst().recipient(), false, user.addresses().getFirst());
  }

  private static String words(LessonResult result, Label label) {
    String what = label == Label.SPAM ? "spam" : "no spam";
    return switch (result) {
      case LessonResult.Learned l -> "The classifier has learned that it is " + what + ".";
      case LessonResult.Known k -> "The classifier knew that already.";
      case LessonResult.Moved m ->
          "The classifier has learned that it is " + what + "; it counted as the opposite before.";
      case LessonResult.Disputed d ->
          "The lesson waits for the administrator, since it contradicts what was learned.";
      case LessonResult.Forgotten f -> "The lesson does not count any more.";
      case LessonResult.NothingToForget n -> "There was no lesson to take back.";
      case LessonResult.Refused(LessonResult.Reason reason) ->
          reason == LessonResult.Reason.QUOTA
              ? "Not learned: you have taught as much as one may on one day."
              : "Not learned: an older lesson stands.";
    };
  }
}
