package org.mailweir.check.bayes;

import java.util.Arrays;

/**
 * What the classifier looks at in a message: hashes only, a bounded number, and the same for the
 * same message on every machine. Immutable.
 *
 * <p>A token is {@code hash << 4 | place}: 44 bits of hash and the {@link Place} it stood in. A
 * gram is {@code place << 18 | cell}. Both are distinct and in ascending order.
 */
public final class Features {

  static final int PLACE_BITS = 4;
  static final int TOKEN_BITS = 48;
  static final int CELL_BITS = 18;
  static final int MAX_TOKENS = 4_096;
  static final int MAX_GRAMS = 32_768;

  private final long[] tokens;
  private final int[] grams;

  private Features(long[] tokens, int[] grams) {
    this.tokens = tokens;
    this.grams = grams;
  }

  /** Takes over what is distinct and sorted already. */
  static Features ofSorted(long[] tokens, int[] grams) {
    return new Features(tokens, grams);
  }

  /** The place of a token, as an index. */
  static int place(long token) {
    return (int) token & (1 << PLACE_BITS) - 1;
  }

  /** The place of a gram, as an index. */
  static int place(int gram) {
    return gram >>> CELL_BITS;
  }

  /** Hashes of words with the place that they stood in. */
  public long[] tokens() {
    return tokens.clone();
  }

  /** Cells of byte 4-grams with the place that they stood in. */
  public int[] grams() {
    return grams.clone();
  }

  long[] sharedTokens() {
    return tokens;
  }

  int[] sharedGrams() {
    return grams;
  }

  /** As bytes, some 8 kB for an ordinary message. */
  public byte[] encode() {
    return FeatureCode.encode(tokens, grams);
  }

  /**
   * The opposite of {@link #encode()}.
   *
   * @throws IllegalArgumentException when the bytes are damaged
   */
  public static Features decode(byte[] bytes) {
    return FeatureCode.decode(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Features f
        && Arrays.equals(tokens, f.tokens)
        && Arrays.equals(grams, f.grams);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(tokens) + Arrays.hashCode(grams);
  }
}
