package org.mailweir.check.rules.pattern;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** A set of octets. */
final class OctetSet {

  static final int SIZE = 256;
  private final long[] words;
  private final double share;

  private OctetSet(long[] words) {
    this.words = words;
    this.share = Rarity.share(this);
  }

  static OctetSet of(IntPredicate member) {
    long[] words = new long[SIZE / 64];
    for (int octet = 0; octet < SIZE; octet++) {
      if (member.test(octet)) {
        words[octet >> 6] |= 1L << octet;
      }
    }
    return new OctetSet(words);
  }

  /** The share of ordinary text that belongs to it. */
  double share() {
    return share;
  }

  boolean has(int octet) {
    return (words[octet >> 6] >>> octet & 1) != 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OctetSet set && Arrays.equals(words, set.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }
}
