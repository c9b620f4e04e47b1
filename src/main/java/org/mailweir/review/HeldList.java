package org.mailweir.review;

import java.io.IOException;
import java.util.List;
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

  private final QuarantineFolder quarantine;
  private @Nullable HeldIndex index;

  public HeldList(QuarantineFolder quarantine) {
    this.quarantine = quarantine;
    try {
      this.index = HeldIndex.open(quarantine);
    } catch (IOException e) {
      LOG.debug("without an index: {}", e.getMessage());
    }
  }

  /**
   * Held mail that is meant, newest first.
   *
   * @param offset how many to pass over
   * @param limit at most that many
   */
  public List<HeldMessage> find(Search search, int offset, int limit) throws IOException {
    HeldIndex now = index;
    if (now != null) {
      try {
        return now.find(search, offset, limit).messages();
      } catch (IOException e) {
        LOG.warn("the index of the quarantine cannot be used: {}", e.getMessage());
        now.close();
        index = null;
      }
    }
    List<HeldMessage> all = quarantine.list(search::matches, Math.addExact(offset, limit));
    return all.subList(Math.min(offset, all.size()), all.size());
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
  public void close() {
    if (index != null) {
      index.close();
    }
  }
}
