package org.mailweir.web.users;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down those who try passwords: after a few failures the next try has to wait, twice as long
 * each time. Counted for each address (of IPv6 for each network of 64 bits, which is what one host
 * has) and for each user's name; for a name the wait is bounded by half a minute, so that a
 * stranger cannot keep somebody out. The memory is bounded; what was not seen for longest is
 * forgotten.
 */
public final class Attempts {

  private static final int FREE = 4;
  private static final Duration LONGEST_OF_ADDRESS = Duration.ofMinutes(15);
  private static final Duration LONGEST_OF_NAME = Duration.ofSeconds(30);
  private static final Duration FORGOTTEN = Duration.ofHours(1);
  private static final int MOST = 10_000;

  private final Clock clock;
  private final Map<String, Record> records =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Record> eldest) {
          return size() > MOST;
        }
      };

  public Attempts(Clock clock) {
    this.clock = clock;
  }

  private record Record(int failures, Instant last, Instant next) {}

  /**
   * Asks for a try. It counts as failed until {@link #succeeded}, so that many at once are as many.
   *
   * @return how long to wait before it is allowed; zero when it is allowed now
   */
  public synchronized Duration ask(String address, String name) {
    Instant now = clock.instant();
    Duration wait = max(wait(place(address), now), wait("n" + name, now));
    if (wait.isZero()) {
      failed(place(address), now, LONGEST_OF_ADDRESS);
      failed("n" + name, now, LONGEST_OF_NAME);
    }
    return wait;
  }

  private static String place(String address) {
    if (address.indexOf(':') >= 0) {
      try {
        if (InetAddress.ofLiteral(address) instanceof Inet6Address six) {
          return "a" + HexFormat.of().formatHex(six.getAddress(), 0, 8);
        }
      } catch (IllegalArgumentException e) {
        return "a" + address; // what a proxy calls an address
      }
    }
    return "a" + address;
  }

  private Duration wait(String key, Instant now) {
    Record record = records.get(key);
    return record == null || !now.isBefore(record.next())
        ? Duration.ZERO
        : Duration.between(now, record.next());
  }

  private void failed(String key, Instant now, Duration longest) {
    Record before = records.get(key);
    int failures = 1;
    if (before != null && now.isBefore(before.last().plus(FORGOTTEN))) {
      failures += before.failures();
    }
    records.put(key, new Record(failures, now, now.plus(delay(failures, longest))));
  }

  private static Duration delay(int failures, Duration longest) {
    if (failures <= FREE) {
      return Duration.ZERO;
    }
    Duration delay = Duration.ofSeconds(1L << Math.min(20, failures - FREE - 1));
    return delay.compareTo(longest) < 0 ? delay : longest;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  /**
   * The password was right: the name is free again, and the address stands as before this try. It
   * does not become free, else one good password would buy any number of bad ones.
   */
  public synchronized void succeeded(String address, String name) {
    records.remove("n" + name);
    records.computeIfPresent(
        place(address),
        (key, r) ->
            r.failures() <= 1
                ? null
                : new Record(
                    r.failures() - 1,
                    r.last(),
                    r.last().plus(delay(r.failures() - 1, LONGEST_OF_ADDRESS))));
  }

  synchronized int size() {
    return records.size();
  }
}
