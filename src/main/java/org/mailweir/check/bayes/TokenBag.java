package org.mailweir.check.bayes;

import java.util.Arrays;

/** Collects distinct tokens, of each place a bounded number. */
final class TokenBag implements TokenSink {

  private static final int SLOTS = 2 * Features.MAX_TOKENS;
  private static final int WINDOW = 250;
  private static final int[] MOST = {
    900, 100, 400, 96, 400, 200, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW
  };

  private final long[] slots = new long[SLOTS];
  private final long[] found = new long[Features.MAX_TOKENS];
  private final int[] counts = new int[MOST.length];
  private int size;

  @Override
  public void token(Place place, long hash, String prefix, char[] text, int from, int to) {
    add(place, hash);
  }

  /** Adds a token; answers it, or -1 when it is there already or there are enough. */
  long add(Place place, long hash) {
    long key = Hash.finish(hash) >>> 64 - (Features.TOKEN_BITS - Features.PLACE_BITS) | 1;
    int slot = (int) key & SLOTS - 1;
    while (slots[slot] != 0) {
      if (slots[slot] == key) {
        return -1;
      }
      slot = slot + 1 & SLOTS - 1;
    }
    if (isFull(place)) {
      return -1;
    }
    counts[place.ordinal()]++;
    slots[slot] = key;
    long token = key << Features.PLACE_BITS | place.ordinal();
    found[size++] = token;
    return token;
  }

  @Override
  public boolean isFull(Place place) {
    return counts[place.ordinal()] >= MOST[place.ordinal()];
  }

  /** The tokens in ascending order; the bag is empty afterwards. */
  long[] take() {
    long[] tokens = Arrays.copyOf(found, size);
    Arrays.sort(tokens);
    Arrays.fill(slots, 0);
    Arrays.fill(counts, 0);
    size = 0;
    return tokens;
  }
}
