package org.mailweir.web.digest;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.bayes.Label;
import org.mailweir.digest.Item;
import org.mailweir.digest.Link;
import org.mailweir.digest.Links;
import org.mailweir.history.Passage;
import org.mailweir.learn.LessonResult;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.HeldMessage.HeldRecipient;
import org.mailweir.quarantine.HeldMessage.State;
import org.mailweir.review.Review;
import org.mailweir.review.ReviewDesk;
import org.mailweir.web.Access;
import org.mailweir.web.Request;
import org.mailweir.web.Response;
import org.mailweir.web.Routes;
import org.mailweir.web.digest.LinkWords.Word;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page behind a link of a digest. To open it changes nothing, since mail programs and virus
 * scanners open links too; its buttons do. The link itself is the proof of who asks: it speaks of
 * one copy of one message, and to press twice does no harm.
 */
public final class LinkPages {

  private static final LinkWords ENGLISH = LinkWords.of("en");
  private static final Logger LOG = LoggerFactory.getLogger(LinkPages.class);

  private final Links links;
  private final Mail mail;
  private final ReviewDesk desk;
  private final UnaryOperator<String> language;
  private final Clock clock;

  /** Where the messages are. */
  public interface Mail {
    Optional<HeldMessage> held(String id) throws IOException;

    Optional<Passage> passed(String id) throws IOException;

    boolean isOpenToRecipients(HeldMessage message);
  }

  /**
   * @param language of a recipient
   */
  public LinkPages(
      Links links, Mail mail, ReviewDesk desk, UnaryOperator<String> language, Clock clock) {
    this.links = links;
    this.mail = mail;
    this.desk = desk;
    this.language = language;
    this.clock = clock;
  }

  /** Adds its pages. */
  public void addTo(Routes routes) {
    routes.get("/d/{token}", Access.ANYBODY, this::show);
    routes.selfProving("/d/{token}", this::decide);
  }

  private Response show(Request request) throws IOException {
    return answer(request, (link, words) -> view(request, link, words, "", true));
  }

  private Response decide(Request request) throws IOException {
    return answer(
        request,
        (link, words) -> {
          Optional<Choice> choice = Choice.of(request.form().get("do"), link.kind());
          return choice.isEmpty()
              ? view(request, link, words, "", true)
              : decided(request, link, words, choice.get());
        });
  }

  /** What is shown for a link that is good. */
  private interface Good {
    LinkView of(Link link, LinkWords words) throws IOException;
  }

  private Response answer(Request request, Good good) throws IOException {
    Optional<Link> link = links.prove(request.value("token"));
    if (link.isEmpty()) {
      return page(request, nothing(ENGLISH, ENGLISH.of(Word.FOREIGN)));
    }
    LinkWords words = LinkWords.of(language.apply(link.get().recipient()));
    return page(
        request,
        link.get().expires().isAfter(clock.instant())
            ? good.of(link.get(), words)
            : nothing(words, words.of(Word.EXPIRED)));
  }

  private static Response page(Request request, LinkView view) {
    return Response.page(request.page(view.title()), "digest/link.jte", view);
  }

  private static LinkView nothing(LinkWords words, String notice) {
    return new LinkView(
        words.of(Word.LANGUAGE),
        "Mailweir",
        null,
        List.of(),
        List.of(),
        false,
        "",
        "",
        notice,
        false);
  }

  private LinkView decided(Request request, Link link, LinkWords words, Choice choice)
      throws IOException {
    ReviewDesk.Person person = new ReviewDesk.Person(link.recipient(), false);
    boolean allow = request.form().has("allow");
    String notice;
    boolean good = true;
    try {
      notice = carryOut(link, words, choice, allow, person);
      LOG.info(
          "link of a digest: {} {} for {}{}",
          choice.word(),
          link.id(),
          link.recipient(),
          allow ? ", sender allowed" : "");
    } catch (IOException e) {
      LOG.warn("link of a digest: {} {}: {}", choice.word(), link.id(), e.getMessage());
      notice = words.of(Word.FAILED);
      good = false;
    }
    return view(request, link, words, notice, good);
  }

  private String carryOut(
      Link link, LinkWords words, Choice choice, boolean allow, ReviewDesk.Person by)
      throws IOException {
    return switch (choice) {
      case RELEASE, WANTED -> {
        ReviewDesk.Wish wish = new ReviewDesk.Wish(choice == Choice.WANTED, allow);
        yield said(desk.release(link.id(), link.recipient(), wish, by), words);
      }
      case DELETE, JUNK ->
          said(desk.delete(link.id(), link.recipient(), choice == Choice.JUNK, by), words);
      case HAM -> said(desk.teachPassed(link.id().text(), Label.HAM, by), words);
      case SPAM -> said(desk.teachPassed(link.id().text(), Label.SPAM, by), words);
    };
  }

  private static String said(ReviewDesk.Answer answer, LinkWords words) throws IOException {
    Review.Result result = answer.results().getFirst();
    return switch (result) {
      case Review.Result.Done d ->
          d.state() == State.RELEASED ? words.of(Word.RELEASED) : words.of(Word.DELETED);
      case Review.Result.Already a ->
          a.state() == State.RELEASED
              ? words.of(Word.RELEASED_BEFORE)
              : words.of(Word.DELETED_BEFORE);
      case Review.Result.Failed f -> throw new IOException(f.why());
    };
  }

  private static String said(LessonResult lesson, LinkWords words) throws IOException {
    if (lesson instanceof LessonResult.Refused refused) {
      throw new IOException("the lesson is refused: " + refused.reason());
    }
    return words.of(Word.LEARNED);
  }

  private LinkView view(Request request, Link link, LinkWords words, String notice, boolean good)
      throws IOException {
    String first = request.query().get("do");
    return switch (link.kind()) {
      case HELD -> held(link, words, first, notice, good);
      case PASSED -> passed(link, words, first, notice, good);
    };
  }

  private LinkView held(Link link, LinkWords words, String first, String notice, boolean good)
      throws IOException {
    HeldMessage message = mail.held(link.id().text()).orElse(null);
    HeldRecipient copy = message == null ? null : copy(message, link.recipient());
    if (message == null || copy == null) {
      return nothing(words, notice.isEmpty() ? words.of(Word.GONE) : notice);
    }
    boolean open = mail.isOpenToRecipients(message);
    boolean waits = copy.state() == State.HELD;
    String said = notice;
    if (said.isEmpty() && !waits) {
      said =
          copy.state() == State.RELEASED
              ? words.of(Word.RELEASED_BEFORE)
              : words.of(Word.DELETED_BEFORE);
    }
    Item item =
        item(link, message.from(), message.sender(), message.subject(), message.score())
            .because(copy.reason());
    return view(
        words,
        String.format(Locale.ROOT, words.of(Word.HELD), link.recipient()),
        item,
        waits ? buttons(link, words, first, open) : List.of(),
        waits && open,
        said,
        good);
  }

  private static @Nullable HeldRecipient copy(HeldMessage message, String recipient) {
    return message.recipients().stream().filter(r -> r.is(recipient)).findFirst().orElse(null);
  }

  private LinkView passed(Link link, LinkWords words, String first, String notice, boolean good)
      throws IOException {
    Passage passage = mail.passed(link.id().text()).orElse(null);
    if (passage == null) {
      return nothing(words, notice.isEmpty() ? words.of(Word.GONE) : notice);
    }
    Item item = item(link, passage.from(), passage.sender(), passage.subject(), passage.score());
    return view(
        words,
        words.of(Word.QUESTION),
        item,
        buttons(link, words, first, true),
        false,
        notice,
        good);
  }

  private static Item item(Link link, String from, String sender, String subject, double score) {
    Instant when = Instant.ofEpochMilli(link.id().epochMillis());
    return new Item(from.isBlank() ? sender : from, subject, when, score, "", "");
  }

  private static List<LinkView.Button> buttons(
      Link link, LinkWords words, String first, boolean releasable) {
    List<Choice> offered = new ArrayList<>(Choice.offered(link.kind(), releasable));
    offered.sort((a, b) -> Boolean.compare(b.word().equals(first), a.word().equals(first)));
    return offered.stream()
        .map(
            c ->
                new LinkView.Button(
                    c.word(), words.of(Word.valueOf(c.name())), c == offered.getFirst()))
        .toList();
  }

  private static LinkView view(
      LinkWords words,
      String title,
      Item item,
      List<LinkView.Button> buttons,
      boolean mayAllow,
      String notice,
      boolean good) {
    String when =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(Locale.of(words.of(Word.LANGUAGE)))
            .withZone(ZoneId.systemDefault())
            .format(item.when());
    List<LinkView.Label> labels = new ArrayList<>();
    labels.add(new LinkView.Label(words.of(Word.FROM), item.from()));
    labels.add(new LinkView.Label(words.of(Word.ARRIVED), when));
    labels.add(new LinkView.Label(words.of(Word.SCORE), item.points()));
    if (!item.reason().isEmpty()) {
      labels.add(new LinkView.Label(words.of(Word.WHY), item.reason()));
    }
    return new LinkView(
        words.of(Word.LANGUAGE),
        title,
        item,
        labels,
        buttons,
        mayAllow,
        words.of(Word.ALLOW),
        words.of(Word.NO_SUBJECT),
        notice,
        good);
  }
}
