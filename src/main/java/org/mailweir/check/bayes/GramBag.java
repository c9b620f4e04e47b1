package org.mailweir.check.bayes;

/** Collects the distinct cells of byte 4-grams, by place. */
final class GramBag {

  private static final int WORDS = 1 << Features.CELL_BITS - 6;

  private final long[][] cells = new long[Place.COUNT][];
  private final int[] counts = new int[Place.COUNT];
  private int window;
  private int seen;

  /** Begins a new text: no gram reaches from one into the next. */
  void begin() {
    seen = 0;
    window = 0;
  }

  void add(Place place, int octet) {
    window = window << 8 | octet & 0xff;
    if (++seen >= 4) {
      int p = place.ordinal();
      long[] set = cells[p];
      if (set == null) {
        set = new long[WORDS];
        cells[p] = set;
      }
      int cell = (window * 0x9E3779B1) >>> 32 - Features.CELL_BITS;
      long bit = 1L << cell;
      if ((set[cell >> 6] & bit) == 0) {
        set[cell >> 6] |= bit;
        counts[p]++;
      }
    }
  }

  /** The grams in ascending order; the bag is empty afterwards. */
  int[] take() {
    int total = 0;
    for (int count : counts) {
      total += count;
    }
    int[] grams = new int[total];
    int at = 0;
    for (int p = 0; p < cells.length; p++) {
      long[] set = cells[p];
      if (set == null || counts[p] == 0) {
        continue;
      }
      at = take(set, p << Features.CELL_BITS, grams, at);
      counts[p] = 0;
    }
    return grams;
  }

  private static int take(long[] set, int base, int[] grams, int from) {
    int at = from;
    for (int i = 0; i < WORDS; i++) {
      long word = set[i];
      if (word == 0) {
        continue;
      }
      set[i] = 0;
      while (word != 0) {
        grams[at++] = base | i << 6 | Long.numberOfTrailingZeros(word);
        word &= word - 1;
      }
    }
    return at;
  }
}
