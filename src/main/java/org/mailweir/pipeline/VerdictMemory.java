package org.mailweir.pipeline;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;

/**
 * Remembers what does not depend on the recipients, so that the chunks into which Postfix splits a
 * message, and its retries, cost one analysis. Chunks that come at the same time wait for the
 * first.
 *
 * <p>Keyed by all that an analysis looks at: XFORWARD IDENT, content, sender, client, listener.
 */
final class VerdictMemory {

  /** All that an analysis depends on. */
  record Key(String sha256, MailAddress sender, ClientInfo client, Origin origin) {}

  /** An entry of the memory; {@link #mine} tells who has to do the work. */
  record Recall(CompletableFuture<Examined> examined, boolean mine, int attempt) {}

  private static final class Entry {
    final long expires;
    CompletableFuture<Examined> examined = new CompletableFuture<>();
    int failures;
    int attempts;

    Entry(long expires) {
      this.expires = expires;
    }
  }

  private final long lifeNanos;
  private final int most;
  private final Map<Key, Entry> entries = new LinkedHashMap<>();

  VerdictMemory(Duration life, int most) {
    this.lifeNanos = life.toNanos();
    this.most = Math.max(1, most);
  }

  /**
   * Looks a message up, and claims the work when nobody has done or begun it.
   *
   * @return when {@code mine}, the caller completes the future, or calls {@link #failed}
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
    return new Recall(entry.examined, mine, entry.attempts);
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

  /**
   * Says that an analysis has failed; those who wait for it fail too, and the next to come tries
   * anew.
   *
   * @return how often it has failed by now
   */
  synchronized int failed(Key key, Throwable why) {
    Entry entry = entries.get(key);
    if (entry == null) {
      return 1;
    }
    entry.failures++;
    entry.examined.completeExceptionally(why);
    return entry.failures;
  }
}
