package org.mailweir.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The messages that are here now, and what each waits for or goes through.
 *
 * <p>There is one entry for each session that has said DATA, so that their number is bounded by
 * {@code listen.max_connections}; who makes an entry closes it in all cases. To note a stage is one
 * look-up and one write.
 */
public final class Live {

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicLong order = new AtomicLong();

  /** Where a message is. */
  public enum Stage {
    /** DATA was said; there is no place yet. */
    WAIT,
    /** The message is on its way to us. */
    DATA,
    /** A training address is served. */
    TEACH,
    /** It waits for a free processor, or for another copy of it that is analysed. */
    QUEUE,
    PARSE,
    /** The checks look at it. */
    CHECK,
    DECIDE,
    /** It is written into the quarantine. */
    HOLD,
    /** Port 10025 takes it. */
    REINJECT
  }

  /**
   * Who and what a message is; not to be trusted, since strangers have written it.
   *
   * @param id the transaction's
   * @param queueId Postfix's, or ""
   * @param recipients how many
   * @param firstRecipients three of them at most
   */
  public record Letter(
      String id, String queueId, String sender, int recipients, List<String> firstRecipients) {
    public Letter {
      firstRecipients = List.copyOf(firstRecipients);
    }
  }

  /**
   * An entry at one moment.
   *
   * @param doing the checks that are still asked, or what is waited for; ""
   * @param ageMillis since DATA was said
   * @param stageMillis since the stage began
   * @param size bytes, 0 while it is not known
   */
  public record View(
      Letter letter, Stage stage, String doing, long ageMillis, long stageMillis, long size) {}

  /** A message has come; close its entry when it goes. */
  public Entry begin(Letter letter) {
    Entry entry = new Entry(letter, order.incrementAndGet());
    entries.put(letter.id(), entry);
    return entry;
  }

  /** The entry of a transaction; one that nobody sees when it has none, as in a test of a part. */
  public Entry of(String id) {
    Entry entry = entries.get(id);
    return entry == null ? new Entry(new Letter(id, "", "", 0, List.of()), 0) : entry;
  }

  /** How many there are. */
  public int size() {
    return entries.size();
  }

  /** All of them, the oldest first. */
  public List<View> all() {
    long now = System.nanoTime();
    return entries.values().stream()
        .sorted(Comparator.comparingLong(e -> e.order))
        .map(e -> e.view(now))
        .toList();
  }

  /** One message under way. */
  public final class Entry implements AutoCloseable {

    private record At(Stage stage, String doing, long since) {}

    private final Letter letter;
    private final long order;
    private final long start = System.nanoTime();
    private final Set<String> checks = ConcurrentHashMap.newKeySet(4);
    private volatile At at = new At(Stage.WAIT, "", start);
    private volatile long size;

    private Entry(Letter letter, long order) {
      this.letter = letter;
      this.order = order;
    }

    /** Whether the message was announced, and so is one that somebody has sent. */
    public boolean isFollowed() {
      return order > 0;
    }

    /** It is there now. */
    public void at(Stage stage) {
      at(stage, "");
    }

    /**
     * It is there now.
     *
     * @param doing what is waited for, in a few words of ours
     */
    public void at(Stage stage, String doing) {
      at = new At(stage, doing, System.nanoTime());
    }

    public void size(long bytes) {
      size = bytes;
    }

    /** A check is asked from now on. */
    public void asked(String check) {
      checks.add(check);
    }

    /** A check has answered, or is not waited for any more. */
    public void answered(String check) {
      checks.remove(check);
    }

    private View view(long now) {
      At here = at;
      String doing =
          here.stage == Stage.CHECK ? String.join(" ", new TreeSet<>(checks)) : here.doing;
      return new View(
          letter,
          here.stage,
          doing,
          Math.max(0, now - start) / 1_000_000,
          Math.max(0, now - here.since) / 1_000_000,
          size);
    }

    @Override
    public void close() {
      entries.remove(letter.id(), this);
    }
  }
}
