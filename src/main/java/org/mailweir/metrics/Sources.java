package org.mailweir.metrics;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which checks had no answer for the last message that they were asked about, and since when in a
 * row.
 */
public final class Sources {

  private static final int LONGEST = 200;

  private final Map<String, Silence> silent = new ConcurrentHashMap<>();
  private @Nullable Set<String> known;

  /**
   * One that has no answer.
   *
   * @param since the first message in a row without an answer
   * @param reason the last one, in a few words; not to be trusted, since servers have a say in it
   * @param messages how many in a row
   */
  public record Silence(Instant since, String reason, long messages) {}

  /**
   * There was no answer, or only a part of it. One that is not asked any more, of which a message
   * on its way still speaks, is ignored.
   *
   * @param source the check's name
   */
  public synchronized void unavailable(String source, String reason) {
    if (known != null && !known.contains(source)) {
      return;
    }
    String words = reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST);
    silent.compute(
        source,
        (name, before) ->
            before == null
                ? new Silence(Instant.now(), words, 1)
                : new Silence(before.since, words, before.messages + 1));
  }

  /** It has answered. */
  public void available(String source) {
    if (!silent.isEmpty()) {
      silent.remove(source);
    }
  }

  /**
   * There are other checks now: forgets all that is known of checks, and from now on knows these.
   *
   * @param others sources that are no checks, which stay as they are
   */
  public synchronized void replace(Set<String> others, Set<String> checks) {
    Set<String> names = new HashSet<>(others);
    names.addAll(checks);
    known = names;
    silent.keySet().retainAll(others);
  }

  /** Those that have no answer, by name. */
  public SortedMap<String, Silence> silent() {
    return new TreeMap<>(silent);
  }
}
