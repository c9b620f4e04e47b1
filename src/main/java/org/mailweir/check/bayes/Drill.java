package org.mailweir.check.bayes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Practises for spam that is padded with good words: keeps in mind what the body of a ham looks
 * like in sums, and puts that around the body of a spam. The {@link Stack} learns from it which
 * witnesses cannot be talked over.
 */
final class Drill {

  /** How fast older hams fade. */
  private static final double RATE = 0.02;

  /** Distinct tokens of the padding: those of about a thousand words. */
  private static final double TOKENS = 600;

  private static final int ODDS = 0;
  private static final int CLEAR = 1;
  private static final int TOKEN_WEIGHTS = 2;
  private static final int TOKEN_COUNT = 3;
  private static final int GRAM_WEIGHTS = 4;
  private static final int GRAM_COUNT = 5;
  private static final int FACTS = 6;

  private static final int BEGIN = Place.FIRST_WINDOW;
  private static final int END = Place.COUNT;

  private final double[] ham = new double[FACTS];

  /** Takes notice of a ham. */
  void sawHam(Sums sums) {
    double[] facts = facts(sums);
    for (int i = 0; i < FACTS; i++) {
      ham[i] += RATE * (facts[i] - ham[i]);
    }
  }

  private static double[] facts(Sums sums) {
    double[] facts = new double[FACTS];
    facts[ODDS] = Sums.sum(sums.odds, BEGIN, END);
    facts[CLEAR] = Sums.sum(sums.clear, BEGIN, END);
    facts[TOKEN_WEIGHTS] = Sums.sum(sums.tokenWeights, BEGIN, END);
    facts[TOKEN_COUNT] = Sums.sum(sums.tokens, BEGIN, END);
    facts[GRAM_WEIGHTS] = Sums.sum(sums.gramWeights, BEGIN, END);
    facts[GRAM_COUNT] = Sums.sum(sums.grams, BEGIN, END);
    return facts;
  }

  /** The same spam with its body in the last window, and hams in those before it. */
  Sums padded(Sums spam) {
    Sums padded = new Sums();
    copyHead(spam, padded);
    double scale = TOKENS / Math.max(1, ham[TOKEN_COUNT]) / (Place.WINDOWS - 1);
    for (int i = BEGIN; i < END - 1; i++) {
      put(padded, i, ham, scale);
    }
    put(padded, END - 1, facts(spam), 1);
    return padded;
  }

  private static void copyHead(Sums from, Sums to) {
    for (int i = 0; i < BEGIN; i++) {
      to.odds[i] = from.odds[i];
      to.clear[i] = from.clear[i];
      to.tokenWeights[i] = from.tokenWeights[i];
      to.tokens[i] = from.tokens[i];
      to.gramWeights[i] = from.gramWeights[i];
      to.grams[i] = from.grams[i];
    }
  }

  private static void put(Sums sums, int window, double[] facts, double scale) {
    sums.odds[window] = scale * facts[ODDS];
    sums.clear[window] = (int) Math.round(scale * facts[CLEAR]);
    sums.tokenWeights[window] = scale * facts[TOKEN_WEIGHTS];
    sums.tokens[window] = (int) Math.round(scale * facts[TOKEN_COUNT]);
    sums.gramWeights[window] = scale * facts[GRAM_WEIGHTS];
    sums.grams[window] = (int) Math.round(scale * facts[GRAM_COUNT]);
  }

  void write(DataOutputStream out) throws IOException {
    for (double fact : ham) {
      out.writeDouble(fact);
    }
  }

  void read(DataInputStream in) throws IOException {
    for (int i = 0; i < FACTS; i++) {
      ham[i] = in.readDouble();
    }
  }
}
