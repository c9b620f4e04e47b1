package org.mailweir.check.virus;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often the scanner has taken too long over each message. Bounded: the one that was slow
 * longest ago is forgotten first. Thread-safe.
 */
final class SlowMessages {

  private static final int MOST = 1_000;

  private final Map<String, Integer> times =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MOST;
        }
      };

  /** Counts once more; returns how often by now. */
  synchronized int count(String sha256) {
    return times.merge(sha256, 1, Integer::sum);
  }

  synchronized void forget(String sha256) {
    times.remove(sha256);
  }
}
