package org.mailweir.digest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.history.Fate;
import org.mailweir.history.Look;
import org.mailweir.history.Passage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.HeldMessage.HeldRecipient;
import org.mailweir.quarantine.Search;

/** Finds out who is to be told what. */
public final class Gathering {

  /** Mail is held after it has arrived, which is what its id tells; by how much at most. */
  private static final Duration LATE = Duration.ofHours(1);

  private static final Duration BEHIND = Duration.ofMinutes(10);
  private static final int PAGE = 500;

  /** An address as it may stand in a command (RFC 5321 4.1.2: Dot-string, not Quoted-string). */
  private static final Pattern PLAIN =
      Pattern.compile("[^\\s<>()\\[\\]\\\\,;:@\"\\p{C}]{1,64}@[^\\s<>()\\\\,;@\"\\p{C}]{1,255}");

  private final Sources sources;
  private final DigestSettings settings;
  private final Links links;
  private final String baseUrl;

  /**
   * @param baseUrl of the web page, without a slash at its end
   */
  public Gathering(Sources sources, DigestSettings settings, Links links, String baseUrl) {
    this.sources = sources;
    this.settings = settings;
    this.links = links;
    this.baseUrl = baseUrl;
  }

  /** Where mail is looked for, some at a time. */
  public interface Sources {
    List<HeldMessage> held(Search search, int offset, int limit) throws IOException;

    List<Passage> passed(Look look, int offset, int limit) throws IOException;

    /** Whether somebody has said already what a message is. */
    boolean isLearned(String digest) throws IOException;

    /** Whether its recipient may decide about a held message. */
    boolean isOpenToRecipients(HeldMessage message);
  }

  /** From which moment on something is new for a recipient. */
  public interface Since {
    Instant of(String recipient);
  }

  /** What is known of one recipient so far: what he will be shown, and how much more there is. */
  private final class Known {
    final PriorityQueue<Item> held =
        new PriorityQueue<>(Comparator.comparingDouble(Item::score).reversed());
    final List<Item> questions = new ArrayList<>();
    int more;

    void hold(Item item) {
      held.add(item);
      if (held.size() > settings.most()) {
        held.remove(); // the one that looks most like spam
        more++;
      }
    }

    Digest digest(String recipient) {
      List<Item> shown = new ArrayList<>(held);
      shown.sort(Comparator.comparingDouble(Item::score));
      return new Digest(recipient, shown, more, questions);
    }
  }

  /**
   * The digests of all for whom there is something new.
   *
   * @param oldest the earliest moment that {@code since} gives
   * @param until what is held from then on comes the next time
   * @param only one recipient in canonical form, or null for all
   */
  public List<Digest> gather(
      Instant oldest, Since since, Instant until, @Nullable String only, Instant expires)
      throws IOException {
    Map<String, Known> all = new TreeMap<>();
    held(oldest, since, until, only, expires, all);
    if (settings.questions() > 0) {
      questions(oldest, since, until, only, expires, all);
    }
    return all.entrySet().stream().map(e -> e.getValue().digest(e.getKey())).toList();
  }

  /** Decided ones are asked for, too: else a decision meanwhile would move the others. */
  private void held(
      Instant oldest,
      Since since,
      Instant until,
      @Nullable String only,
      Instant expires,
      Map<String, Known> all)
      throws IOException {
    Search search =
        new Search(
            only,
            null,
            List.of(),
            Search.HELD.lowest(),
            Search.HELD.highest(),
            null,
            oldest.minus(LATE),
            until,
            true);
    int offset = 0;
    for (List<HeldMessage> some = sources.held(search, 0, PAGE);
        !some.isEmpty();
        some = sources.held(search, offset, PAGE)) {
      some.stream()
          .filter(sources::isOpenToRecipients)
          .forEach(m -> held(m, since, until, only, expires, all));
      offset += some.size();
    }
  }

  private void held(
      HeldMessage message,
      Since since,
      Instant until,
      @Nullable String only,
      Instant expires,
      Map<String, Known> all) {
    Instant at = Instant.parse(message.heldAt());
    for (HeldRecipient recipient : message.held()) {
      String address = new MailAddress(recipient.address()).canonical();
      if (!at.isBefore(since.of(address)) && at.isBefore(until) && isTold(address, only)) {
        all.computeIfAbsent(address, r -> new Known())
            .hold(item(message, recipient, address, expires));
      }
    }
  }

  /** The history is a little behind: what has come in the last minutes is asked the next time. */
  private void questions(
      Instant oldest,
      Since since,
      Instant until,
      @Nullable String only,
      Instant expires,
      Map<String, Known> all)
      throws IOException {
    Look look =
        new Look(only, null, List.of(), null, true, oldest.minus(BEHIND), until.minus(BEHIND));
    Set<String> seen = new HashSet<>();
    int offset = 0;
    for (List<Passage> some = sources.passed(look, 0, PAGE);
        !some.isEmpty();
        some = sources.passed(look, offset, PAGE)) {
      for (Passage passage : some) {
        boolean asks = !passage.digest().isEmpty() && passage.origin().equals("outside");
        if (asks && seen.add(passage.digest())) {
          ask(passage, since, only, expires, all);
        }
      }
      offset += some.size();
    }
  }

  private void ask(
      Passage passage, Since since, @Nullable String only, Instant expires, Map<String, Known> all)
      throws IOException {
    for (Passage.Copy copy : passage.copies()) {
      String address = copy.recipient();
      boolean came = copy.fate() == Fate.PASS || copy.fate() == Fate.TAG;
      boolean isNew = !passage.when().isBefore(since.of(address).minus(BEHIND));
      if (came && isNew && isTold(address, only) && hasRoom(all.get(address))) {
        if (sources.isLearned(passage.digest())) {
          return;
        }
        all.computeIfAbsent(address, r -> new Known())
            .questions
            .add(item(passage, address, expires));
      }
    }
  }

  private boolean hasRoom(@Nullable Known known) {
    return known == null || known.questions.size() < settings.questions();
  }

  /** Who has an address that needs quotes is told nothing: without them it is another one. */
  private boolean isTold(String address, @Nullable String only) {
    if (!PLAIN.matcher(address).matches()) {
      return false;
    }
    return only != null
        ? address.equals(only)
        : contains(settings.to(), address) && !contains(settings.notTo(), address);
  }

  private static boolean contains(List<String> patterns, String address) {
    String domain = address.substring(Math.max(0, address.lastIndexOf('@')));
    return patterns.stream()
        .anyMatch(p -> p.equalsIgnoreCase(address) || p.equalsIgnoreCase(domain));
  }

  private Item item(HeldMessage m, HeldRecipient recipient, String address, Instant expires) {
    TransactionId id = new TransactionId(m.id());
    return new Item(
        m.from().isBlank() ? m.sender() : m.from(),
        m.subject(),
        Instant.ofEpochMilli(id.epochMillis()),
        m.score(),
        recipient.reason(),
        url(new Link(Link.Kind.HELD, id, address, expires)));
  }

  private Item item(Passage p, String recipient, Instant expires) {
    return new Item(
        p.from().isBlank() ? p.sender() : p.from(),
        p.subject(),
        p.when(),
        p.score(),
        "",
        url(new Link(Link.Kind.PASSED, new TransactionId(p.id()), recipient, expires)));
  }

  private String url(Link link) {
    return baseUrl + "/d/" + links.sign(link);
  }
}
