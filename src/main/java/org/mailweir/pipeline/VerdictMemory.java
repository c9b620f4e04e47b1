package org.mailweir.pipeline;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;

/**
 * Remembers what does not depend on the recipients, so that the chunks into which Postfix splits a
 * message, and its retries, cost one analysis. Chunks that come at the same time wait for the
 * first.
 *
 * <p>Keyed by all that an analysis looks at: XFORWARD IDENT, content, sender, client, listener. It
 * outlives a reload, since what it serves are retries of messages that were judged already.
 */
public final class VerdictMemory {

  /** All that an analysis depends on. */
  record Key(String sha256, MailAddress sender, ClientInfo client, Origin origin) {}

  private final long lifeNanos;
  private final int most;
  private final Map<Key, Entry> entries = new LinkedHashMap<>();

  /**
   * An empty memory.
   *
   * @param most how many verdicts it holds; the oldest go first
   */
  public VerdictMemory(Duration life, int most) {
    this.lifeNanos = life.toNanos();
    this.most = Math.max(1, most);
  }

  /** What is known of one message. */
  private static final class Entry {
    final long expires;
    CompletableFuture<Examined> examined = new CompletableFuture<>();
    @Nullable Running running;
    int failures;
    int attempts;

    Entry(long expires) {
      this.expires = expires;
    }
  }

  /** Tells whether an examination that was given up is still burning a processor. */
  interface Running {
    boolean hasEnded();
  }

  /**
   * Looks a message up, and claims the work when nobody has done or begun it. Whoever gets {@link
   * Recall#mine} settles it, one way or the other.
   */
  synchronized Recall recall(Key key) {
    long now = System.nanoTime();
    expire(now);
    Entry entry = entries.get(key);
    boolean mine = entry == null || entry.examined.isCompletedExceptionally();
    if (entry == null) {
      entry = new Entry(now + lifeNanos);
      entries.put(key, entry);
    } else if (mine) {
      entry.examined = new CompletableFuture<>();
    }
    entry.attempts++;
    return new Recall(entry, entry.examined, mine, entry.attempts);
  }

  private void expire(long now) {
    var oldest = entries.entrySet().iterator();
    while (oldest.hasNext()) {
      Entry entry = oldest.next().getValue();
      if (entry.expires - now > 0 && entries.size() < most) {
        return;
      }
      oldest.remove();
    }
  }

  /** One look at the memory. */
  final class Recall {
    private final Entry entry;
    private final CompletableFuture<Examined> examined;
    private final boolean mine;
    private final int attempt;

    Recall(Entry entry, CompletableFuture<Examined> examined, boolean mine, int attempt) {
      this.entry = entry;
      this.examined = examined;
      this.mine = mine;
      this.attempt = attempt;
    }

    /** Whether the caller has to do the work. */
    boolean mine() {
      return mine;
    }

    /** How often this message has come, this time included. */
    int attempt() {
      return attempt;
    }

    /** For those who wait. */
    CompletableFuture<Examined> examined() {
      return examined;
    }

    void succeed(Examined result) {
      examined.complete(result);
    }

    /** Those who wait fail too, and the next to come tries anew. */
    void fail(Throwable why) {
      examined.completeExceptionally(why);
    }

    /** Counts a failure of the analysis itself; gives how many there were by now. */
    int countFailure() {
      synchronized (VerdictMemory.this) {
        return ++entry.failures;
      }
    }

    /** Remembers an examination that would not stop. */
    void leftRunning(Running running) {
      synchronized (VerdictMemory.this) {
        entry.running = running;
      }
    }

    /** Whether an earlier examination of this very message has still not stopped. */
    boolean isStillRunning() {
      synchronized (VerdictMemory.this) {
        return entry.running != null && !entry.running.hasEnded();
      }
    }
  }
}
