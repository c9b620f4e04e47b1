package org.mailweir.web.held;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.bayes.ModelSource;
import org.mailweir.decide.Decider;
import org.mailweir.mail.TransactionId;
import org.mailweir.parse.MessageParser;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.HeldMessage.HeldRecipient;
import org.mailweir.quarantine.HeldMessage.State;
import org.mailweir.quarantine.Quarantine;
import org.mailweir.quarantine.Search;
import org.mailweir.quarantine.index.HeldIndex;
import org.mailweir.review.HeldList;
import org.mailweir.review.ReviewDesk;
import org.mailweir.web.Access;
import org.mailweir.web.Request;
import org.mailweir.web.Response;
import org.mailweir.web.Routes;
import org.mailweir.web.ShownText;
import org.mailweir.web.users.User;

/** The pages of held mail. */
public final class HeldPages {

  private static final int ON_A_PAGE = 50;
  private static final int LONGEST = 160;
  private static final int NAMED = 3;

  /** What the frame of the HTML part may do: have colours. */
  private static final String FRAME_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none';"
          + " form-action 'none'; sandbox";

  private final Quarantine quarantine;
  private final HeldList list;
  private final MessageReader reader;
  private final Deciding deciding;
  private final Predicate<HeldMessage> open;

  /**
   * @param learned what the classifier has learned, to explain
   * @param decider as it is configured now
   * @param open whether recipients may have a message, and not administrators alone
   */
  public HeldPages(
      Quarantine quarantine,
      HeldList list,
      MessageParser parser,
      ModelSource learned,
      Supplier<Decider> decider,
      ReviewDesk desk,
      Predicate<HeldMessage> open) {
    this.quarantine = quarantine;
    this.list = list;
    this.reader = new MessageReader(quarantine, parser, learned, decider);
    this.deciding = new Deciding(desk);
    this.open = open;
  }

  public void addTo(Routes routes) {
    routes
        .get("/held", Access.SIGNED_IN, this::list)
        .post("/held", Access.SIGNED_IN, this::decideSeveral)
        .get("/held/{id}", Access.SIGNED_IN, this::read)
        .post("/held/{id}", Access.SIGNED_IN, this::decideOne)
        .get("/held/{id}/html", Access.SIGNED_IN, this::html)
        .get("/held/{id}/message.eml", Access.SIGNED_IN, this::download)
        .entry("/held", "Held mail", Access.SIGNED_IN);
  }

  private Response list(Request request) throws IOException {
    Filter filter = Filter.of(request.query());
    User user = request.user();
    Search search = filter.search(Instant.now());
    int offset = (filter.page() - 1) * ON_A_PAGE;
    HeldIndex.Page page =
        list.page(
            user.isAdministrator() ? search : search.among(user.addresses()), offset, ON_A_PAGE);
    if (page.messages().isEmpty() && filter.page() > 1) {
      return Response.redirect(filter.path(1)); // what was there has been decided since
    }
    boolean several = user.isAdministrator() || user.addresses().size() > 1;
    ListView view =
        new ListView(
            filter,
            page.messages().stream()
                .flatMap(m -> Sight.of(m, user).stream())
                .map(HeldPages::row)
                .toList(),
            page.total(),
            offset + 1L,
            filter.page() > 1 ? filter.path(filter.page() - 1) : null,
            offset + ON_A_PAGE < page.total() ? filter.path(filter.page() + 1) : null,
            filter.path(filter.page()),
            several);
    return Response.page(request.page("Held mail"), "held/list.jte", view);
  }

  private static ListView.Row row(Sight sight) {
    HeldMessage message = sight.message();
    Instant time = Instant.parse(message.heldAt());
    String from = message.from().isBlank() ? message.sender() : message.from();
    return new ListView.Row(
        message.id(),
        ShownText.line(MessageReader.subject(message), LONGEST),
        ShownText.line(from, LONGEST),
        ShownText.line(names(sight.copies()), LONGEST),
        time.toString(),
        Times.brief(time),
        message.score(),
        ShownText.line(sight.reason(), LONGEST),
        states(sight.copies()),
        !sight.held().isEmpty());
  }

  private static String names(List<HeldRecipient> copies) {
    String names =
        copies.stream().limit(NAMED).map(HeldRecipient::address).collect(Collectors.joining(", "));
    return copies.size() > NAMED ? names + " and " + (copies.size() - NAMED) + " more" : names;
  }

  private static String states(List<HeldRecipient> copies) {
    Map<State, Long> counts =
        copies.stream()
            .filter(c -> c.state() != State.HELD)
            .collect(Collectors.groupingBy(HeldRecipient::state, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            e ->
                copies.size() == 1
                    ? e.getKey().name().toLowerCase(java.util.Locale.ROOT)
                    : e.getValue()
                        + " of "
                        + copies.size()
                        + " "
                        + e.getKey().name().toLowerCase(java.util.Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  /** What a user may see of a message; empty when there is none, or it is not his. */
  private Optional<Sight> sight(String id, User user) throws IOException {
    Optional<HeldMessage> message =
        TransactionId.isValid(id) ? quarantine.find(new TransactionId(id)) : Optional.empty();
    return message.flatMap(m -> Sight.of(m, user));
  }

  private Response read(Request request) throws IOException {
    Optional<Sight> sight = sight(request.value("id"), request.user());
    if (sight.isEmpty()) {
      return Response.notFound(request);
    }
    MessageView view =
        reader.view(
            sight.get(), request.user().isAdministrator(), mayHave(sight.get(), request.user()));
    return Response.page(request.page(view.subject()), "held/message.jte", view);
  }

  private Response html(Request request) throws IOException {
    Optional<String> html = sight(request.value("id"), request.user()).flatMap(reader::html);
    if (html.isEmpty()) {
      return Response.notFound(request);
    }
    return Response.of(200, "text/html; charset=utf-8", html.get().getBytes(StandardCharsets.UTF_8))
        .with("Content-Security-Policy", FRAME_POLICY)
        .with("X-Frame-Options", "SAMEORIGIN")
        .with("Referrer-Policy", "no-referrer");
  }

  private boolean mayHave(Sight sight, User user) {
    return user.isAdministrator() || open.test(sight.message());
  }

  private Response download(Request request) throws IOException {
    Optional<Sight> sight = sight(request.value("id"), request.user());
    if (sight.isEmpty() || !mayHave(sight.get(), request.user())) {
      return Response.notFound(request);
    }
    HeldMessage message = sight.get().message();
    if (!reader.isThere(message)) {
      return Response.error(
          request, 410, "It is gone", "Every recipient has deleted it, or it cannot be read.");
    }
    return new Response(
        200,
        Map.of(
            "Content-Type", "application/octet-stream",
            "Content-Disposition", "attachment; filename=\"" + message.id() + ".eml\"",
            "Content-Security-Policy", "default-src 'none'; sandbox"),
        message.size(),
        out -> {
          try (InputStream in = quarantine.open(new TransactionId(message.id()))) {
            in.transferTo(out);
          }
        });
  }

  private Response decideOne(Request request) throws IOException {
    Optional<Sight> sight = sight(request.value("id"), request.user());
    Optional<Decision> decision = Decision.of(request.form().get("do"));
    String only = request.form().get("only");
    boolean known =
        sight.isPresent()
            && (only.isEmpty() || sight.get().copies().stream().anyMatch(c -> c.is(only)));
    if (!known || decision.isEmpty()) {
      return Response.notFound(request);
    }
    Result result = new Result();
    decide(request, sight.get(), decision.get(), only.isEmpty() ? null : only, result);
    request.say(result.notice());
    boolean more =
        sight(request.value("id"), request.user()).filter(s -> !s.held().isEmpty()).isPresent();
    return Response.redirect(more ? request.path() : back(request.form().get("back")));
  }

  private Response decideSeveral(Request request) throws IOException {
    Optional<Decision> decision = Decision.of(request.form().get("do"));
    if (decision.isEmpty()) {
      return Response.notFound(request);
    }
    Result result = new Result();
    Set<String> ids = new LinkedHashSet<>(request.form().all("id"));
    int tried = 0;
    for (String id : ids) {
      if (result.isHopeless()) {
        result.notTried(ids.size() - tried);
        break;
      }
      tried++;
      Optional<Sight> sight = sight(id, request.user());
      sight.ifPresent(s -> decide(request, s, decision.get(), null, result));
      if (sight.isEmpty()) {
        result.failed(List.of("One message is no longer there"));
      }
    }
    request.say(result.notice());
    return Response.redirect(back(request.form().get("back")));
  }

  private void decide(
      Request request, Sight sight, Decision decision, @Nullable String only, Result into) {
    if (decision.isRelease() && !mayHave(sight, request.user())) {
      into.failed(List.of("Only an administrator can release what was found in this message"));
      return;
    }
    deciding.decide(sight, decision, only, allow(request), request.user(), into);
  }

  private static boolean allow(Request request) {
    return request.form().get("allow").equals("yes");
  }

  /** The list as it was filtered; nothing but the list. */
  private static String back(@Nullable String wanted) {
    return wanted != null && wanted.matches("/held(\\?[A-Za-z0-9=&%+._~*-]{0,2000})?")
        ? wanted
        : "/held";
  }
}
