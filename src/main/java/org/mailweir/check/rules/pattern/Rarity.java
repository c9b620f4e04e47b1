package org.mailweir.check.rules.pattern;

import static org.mailweir.check.rules.pattern.PatternTree.Anything;
import static org.mailweir.check.rules.pattern.PatternTree.Choice;
import static org.mailweir.check.rules.pattern.PatternTree.One;
import static org.mailweir.check.rules.pattern.PatternTree.Repeat;
import static org.mailweir.check.rules.pattern.PatternTree.Sequence;
import static org.mailweir.check.rules.pattern.PatternTree.Start;

import java.util.Arrays;
import java.util.List;

/**
 * How seldom a piece of a pattern matches at a place in ordinary mail, in bits: 10 means one place
 * in a thousand. Letters are taken to be independent, which is wrong and good enough.
 */
final class Rarity {

  /** Share of each octet in mail text, roughly; whatever is not named is rare. */
  private static final double[] SHARE = new double[OctetSet.SIZE];

  private static final double WIDE = 0.45;
  private static final double START_BITS = 5;

  /** What is as rare as that need not be counted further. */
  private static final double MOST = 64;

  static {
    double[] letters = {
      6.2, 1.4, 2.9, 3.2, 9.4, 1.7, 1.8, 3.1, 6.1, .2, .7, 3.6, 2.3, 5.6, 6.4, 2.0, .1, 5.4, 5.3,
      7.2, 2.4, 1.0, 1.4, .3, 1.6, .2
    };
    Arrays.fill(SHARE, 0.0004);
    for (int i = 0; i < letters.length; i++) {
      SHARE['a' + i] = letters[i] / 100;
      SHARE['A' + i] = letters[i] / 1500;
    }
    for (char digit = '0'; digit <= '9'; digit++) {
      SHARE[digit] = 0.004;
    }
    SHARE[' '] = 0.16;
    SHARE['\n'] = 0.015;
    SHARE['.'] = SHARE[','] = SHARE['-'] = SHARE['/'] = SHARE['='] = SHARE['"'] = 0.01;
  }

  private Rarity() {}

  static double share(OctetSet set) {
    double sum = 0;
    for (int octet = 0; octet < OctetSet.SIZE; octet++) {
      sum += set.has(octet) ? SHARE[octet] : 0;
    }
    return Math.min(1, sum);
  }

  /** Whether a good part of all text belongs to the set: {@code .}, {@code \w}, {@code [^>]}. */
  static boolean isWide(OctetSet set) {
    return set.share() > WIDE;
  }

  static double bits(PatternTree tree) {
    return switch (tree) {
      case One(OctetSet set) -> -log2(set.share());
      case Sequence(var parts) -> sum(parts);
      case Choice(var branches) -> Math.max(0, -log2(chance(branches)));
      case Repeat(PatternTree part, int least, int most) -> least * bits(part);
      case Start start -> START_BITS;
      case Anything anything -> 0;
    };
  }

  private static double sum(List<PatternTree> parts) {
    double sum = 0;
    for (int i = 0; i < parts.size() && sum < MOST; i++) {
      sum += bits(parts.get(i));
    }
    return sum;
  }

  private static double chance(List<PatternTree> branches) {
    double chance = 0;
    for (PatternTree branch : branches) {
      chance += Math.pow(2, -bits(branch));
    }
    return chance;
  }

  private static double log2(double value) {
    return Math.log(Math.max(value, 1e-300)) / Math.log(2);
  }
}
