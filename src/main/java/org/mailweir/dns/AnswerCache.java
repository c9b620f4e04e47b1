package org.mailweir.dns;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers answers, absence and failures included, for as long as they hold. Bounded by what they
 * take in memory; what was not asked for longest is forgotten first. Thread-safe.
 */
final class AnswerCache {

  /** Of an entry with its key, without the data of records. */
  private static final int ENTRY_OCTETS = 250;

  /** One answer may not drive out thousands of others. */
  private static final int LARGEST = 16 << 10;

  private record Entry(DnsAnswer answer, long ends, int octets) {}

  private final LinkedHashMap<Question, Entry> entries = new LinkedHashMap<>(256, 0.75f, true);
  private final long most;
  private final Duration longest;
  private final LongSupplier nanoTime;
  private long octets;

  AnswerCache(long most, Duration longest, LongSupplier nanoTime) {
    this.most = most;
    this.longest = longest;
    this.nanoTime = nanoTime;
  }

  synchronized @Nullable DnsAnswer get(Question question) {
    Entry entry = entries.get(question);
    if (entry == null || nanoTime.getAsLong() - entry.ends < 0) {
      return entry == null ? null : entry.answer;
    }
    forget(question);
    return null;
  }

  synchronized void put(Question question, Timed timed) {
    forget(question);
    int size = ENTRY_OCTETS + question.name().length() + timed.octets();
    Duration life = timed.life().compareTo(longest) > 0 ? longest : timed.life();
    if (life.isZero() || life.isNegative() || size > Math.min(LARGEST, most)) {
      return;
    }
    while (octets + size > most) {
      forget(entries.firstEntry().getKey());
    }
    entries.put(question, new Entry(timed.answer(), nanoTime.getAsLong() + life.toNanos(), size));
    octets += size;
  }

  private void forget(Question question) {
    Entry entry = entries.remove(question);
    octets -= entry == null ? 0 : entry.octets;
  }

  synchronized int size() {
    return entries.size();
  }
}
