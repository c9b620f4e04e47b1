package org.mailweir.review;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
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
  private static final Duration COUNTED_ANEW = Duration.ofMinutes(10);

  private final QuarantineFolder quarantine;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable HeldIndex index;
  private Instant lastTry = Instant.MIN;
  private Instant countedAt = Instant.MIN;
  private long counted;

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
  public HeldIndex.Page page(Search search, int offset, int limit) throws IOException {
    lock.lock();
    try {
      HeldIndex.Page found = indexed(search, offset, limit);
      return found != null ? found : scanned(search, offset, limit);
    } finally {
      lock.unlock();
    }
  }

  /** Null when there is no index that can be used. */
  private HeldIndex.@Nullable Page indexed(Search search, int offset, int limit) {
    HeldIndex now = open();
    if (now == null) {
      return null;
    }
    try {
      return now.find(search, offset, limit);
    } catch (IOException e) {
      LOG.warn("the index of the quarantine cannot be used: {}", e.getMessage());
      now.close();
      index = null;
      return null;
    }
  }

  /** Looks at every record, and keeps those of the page alone. */
  private HeldIndex.Page scanned(Search search, int offset, int limit) throws IOException {
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

  /**
   * How many messages are still held for somebody. Without an index the figure may be ten minutes
   * old, since every record has to be read for it.
   *
   * @return empty while somebody else looks through held mail, for which this does not wait
   */
  public OptionalLong count() throws IOException {
    if (!lock.tryLock()) {
      return OptionalLong.empty();
    }
    try {
      HeldIndex.Page found = indexed(Search.HELD, 0, 0);
      if (found != null) {
        return OptionalLong.of(found.total());
      }
      if (countedAt.isBefore(Instant.now().minus(COUNTED_ANEW))) {
        counted = scanned(Search.HELD, 0, 0).total();
        countedAt = Instant.now();
      }
      return OptionalLong.of(counted);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for no look at every record, which uses no index. */
  @Override
  public void close() {
    HeldIndex now = index;
    if (now != null) {
      now.close();
    }
  }
}
