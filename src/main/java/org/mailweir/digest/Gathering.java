package org.mailweir.digest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mailweir.history.Fate;
import org.mailweir.history.Look;
import org.mailweir.history.Passage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.HeldMessage.HeldRecipient;
import org.mailweir.quarantine.HeldMessage.State;
import org.mailweir.quarantine.Search;

/** Finds out who is to be told what. */
public final class Gathering {

  /** Mail is held after it has arrived, which is what its id tells; by how much at most. */
  private static final Duration LATE = Duration.ofHours(1);

  private static final int MOST_MESSAGES = 200_000;

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

  /** Where mail is looked for. */
  public interface Sources {
    List<HeldMessage> held(Search search, int limit) throws IOException;

    List<Passage> passed(Look look, int limit) throws IOException;

    /** Whether somebody has said already what a message is. */
    boolean isLearned(String digest) throws IOException;

    /** Whether its recipient may decide about a held message. */
    boolean isOpenToRecipients(HeldMessage message);
  }

  /** From which moment on something is new: to the one that asks, and to each of his recipients. */
  public interface Since {
    Instant of(String recipient);
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
    Map<String, List<HeldMessage>> held = held(oldest, since, until, only);
    Map<String, List<Passage>> asked = questions(oldest, since, until, only);
    Map<String, Boolean> all = new TreeMap<>();
    held.keySet().forEach(r -> all.put(r, true));
    asked.keySet().forEach(r -> all.put(r, true));
    return all.keySet().stream()
        .map(r -> digest(r, held.get(r), asked.get(r), expires))
        .filter(d -> !d.isEmpty())
        .toList();
  }

  private Map<String, List<HeldMessage>> held(
      Instant oldest, Since since, Instant until, @Nullable String only) throws IOException {
    Search all = Search.HELD;
    Search search =
        new Search(
            only,
            null,
            List.of(),
            all.lowest(),
            all.highest(),
            null,
            oldest.minus(LATE),
            until,
            false);
    Map<String, List<HeldMessage>> found = new HashMap<>();
    for (HeldMessage message : sources.held(search, MOST_MESSAGES)) {
      Instant at = Instant.parse(message.heldAt());
      if (!sources.isOpenToRecipients(message)) {
        continue;
      }
      for (HeldRecipient recipient : message.held()) {
        String address = new MailAddress(recipient.address()).canonical();
        boolean isNew = !at.isBefore(since.of(address)) && at.isBefore(until);
        if (isNew && recipient.state() == State.HELD && isTold(address, only)) {
          found.computeIfAbsent(address, r -> new ArrayList<>()).add(message);
        }
      }
    }
    return found;
  }

  /** The history is a little behind: what has come in the last minutes is asked the next time. */
  private Map<String, List<Passage>> questions(
      Instant oldest, Since since, Instant until, @Nullable String only) throws IOException {
    if (settings.questions() == 0) {
      return Map.of();
    }
    Duration behind = Duration.ofMinutes(10);
    Look look =
        new Look(only, null, List.of(), null, true, oldest.minus(behind), until.minus(behind));
    Map<String, List<Passage>> found = new HashMap<>();
    Map<String, Boolean> learned = new LinkedHashMap<>();
    for (Passage passage : sources.passed(look, MOST_MESSAGES)) {
      if (passage.digest().isEmpty() || !passage.origin().equals("outside")) {
        continue;
      }
      for (Passage.Copy copy : passage.copies()) {
        boolean came = copy.fate() == Fate.PASS || copy.fate() == Fate.TAG;
        boolean isNew = !passage.when().isBefore(since.of(copy.recipient()).minus(behind));
        List<Passage> his = found.getOrDefault(copy.recipient(), List.of());
        if (came
            && isNew
            && isTold(copy.recipient(), only)
            && his.size() < settings.questions()
            && !isLearned(passage.digest(), learned)) {
          found.computeIfAbsent(copy.recipient(), r -> new ArrayList<>()).add(passage);
        }
      }
    }
    return found;
  }

  private boolean isLearned(String digest, Map<String, Boolean> known) throws IOException {
    Boolean before = known.get(digest);
    if (before == null) {
      before = sources.isLearned(digest);
      known.put(digest, before);
    }
    return before;
  }

  private boolean isTold(String address, @Nullable String only) {
    if (only != null) {
      return address.equals(only);
    }
    return (settings.to().isEmpty() || contains(settings.to(), address))
        && !contains(settings.notTo(), address);
  }

  private static boolean contains(List<String> patterns, String address) {
    String domain = address.substring(Math.max(0, address.lastIndexOf('@')));
    return patterns.stream()
        .anyMatch(p -> p.equalsIgnoreCase(address) || p.equalsIgnoreCase(domain));
  }

  private Digest digest(
      String recipient,
      @Nullable List<HeldMessage> held,
      @Nullable List<Passage> asked,
      Instant expires) {
    List<HeldMessage> all = held == null ? List.of() : held;
    List<Item> items =
        all.stream()
            .sorted(Comparator.comparingDouble(HeldMessage::score))
            .limit(settings.most())
            .map(m -> item(m, recipient, expires))
            .toList();
    List<Item> questions =
        asked == null ? List.of() : asked.stream().map(p -> item(p, recipient, expires)).toList();
    return new Digest(recipient, items, all.size() - items.size(), questions);
  }

  private Item item(HeldMessage m, String recipient, Instant expires) {
    String reason =
        m.recipients().stream()
            .filter(r -> r.is(recipient))
            .map(HeldRecipient::reason)
            .findFirst()
            .orElse(m.reason());
    TransactionId id = new TransactionId(m.id());
    return new Item(
        m.from().isBlank() ? m.sender() : m.from(),
        m.subject(),
        Instant.ofEpochMilli(id.epochMillis()),
        m.score(),
        reason,
        url(new Link(Link.Kind.HELD, id, recipient, expires)));
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
