package org.mailweir.review;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.quarantine.Search;
import org.mailweir.quarantine.index.HeldIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds held mail: by the index where it can be used, else by a look at every record, which is slow
 * when there are many, and finds the same.
 */
public final class HeldList implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HeldList.class);

  private static final Duration LEFT_ALONE = Duration.ofMinutes(1);

  private final QuarantineFolder quarantine;
  private @Nullable HeldIndex index;
  private Instant lastTry = Instant.MIN;

  public HeldList(QuarantineFolder quarantine) {
    this.quarantine = quarantine;
    open();
  }

  /** Tried again from time to time: a command of root may have made it, or a disk was full. */
  private @Nullable HeldIndex open() {
    if (index == null && lastTry.isBefore(Instant.now().minus(LEFT_ALONE))) {
      lastTry = Instant.now();
      try {
        index = HeldIndex.open(quarantine);
      } catch (IOException e) {
        LOG.debug("without an index: {}", e.getMessage());
      }
    }
    return index;
  }

  /**
   * Held mail that is meant, newest first.
   *
   * @param offset how many to pass over
   * @param limit at most that many
   */
  public List<HeldMessage> find(Search search, int offset, int limit) throws IOException {
    return page(search, offset, limit).messages();
  }

  /** The same, with how many there are altogether. Thread-safe. */
  public synchronized HeldIndex.Page page(Search search, int offset, int limit) throws IOException {
    HeldIndex now = open();
    if (now != null) {
      try {
        return now.find(search, offset, limit);
      } catch (IOException e) {
        LOG.warn("the index of the quarantine cannot be used: {}", e.getMessage());
        now.close();
        index = null;
      }
    }
    AtomicLong total = new AtomicLong();
    List<HeldMessage> page =
        quarantine.list(
            message -> {
              long number = search.matches(message) ? total.getAndIncrement() : -1;
              return number >= offset && number - offset < limit;
            },
            Integer.MAX_VALUE);
    return new HeldIndex.Page(page, total.get());
  }

  /** How many messages are still held for somebody. */
  public long count() throws IOException {
    HeldIndex now = index;
    if (now != null) {
      return now.find(Search.HELD, 0, 0).total();
    }
    return quarantine.list(Search.HELD::matches, Integer.MAX_VALUE).size();
  }

  @Override
  public synchronized void close() {
    if (index != null) {
      index.close();
    }
  }
}
