package org.mailweir.check.bayes;

import static org.mailweir.check.bayes.Sums.sum;

/**
 * What the stack joins, made of the sums of a message. Each witness speaks of some places only, and
 * none can say more than so much: whatever is added to one place leaves what the others say.
 */
final class Inputs {

  static final int BIAS = 0;
  static final int GRAMS = 1;
  static final int WORST_GRAMS = 2;
  static final int HEAD = 3;
  static final int BODY = 4;
  static final int MEAN = 5;
  static final int BODY_MEAN = 6;
  static final int WORST_MEAN = 7;
  static final int PLACE_MEANS = 8;
  static final int COUNT = PLACE_MEANS + Place.FIRST_WINDOW;

  /** A constant input below 1 makes the bias slow. */
  private static final double ONE = 0.3;

  /** A place with few clear tokens is not sure. */
  private static final double DOUBT = 2;

  private static final double WINDOW_DOUBT = 5;
  private static final int WINDOW_GRAMS = 100;

  private static final int BEGIN = Place.FIRST_WINDOW;
  private static final int END = Place.COUNT;

  private Inputs() {}

  static double[] of(Sums sums) {
    double[] inputs = new double[COUNT];
    inputs[BIAS] = ONE;
    inputs[GRAMS] = margin(sums.gramWeights, sums.grams, 0, END);
    inputs[HEAD] = margin(sums.tokenWeights, sums.tokens, 0, BEGIN);
    inputs[BODY] = margin(sums.tokenWeights, sums.tokens, BEGIN, END);
    inputs[MEAN] = mean(sums, 0, END, 0);
    inputs[BODY_MEAN] = mean(sums, BEGIN, END, DOUBT);
    inputs[WORST_MEAN] = worstMean(sums);
    inputs[WORST_GRAMS] = worstGrams(sums);
    for (int i = 0; i < BEGIN; i++) {
      inputs[PLACE_MEANS + i] = mean(sums, i, i + 1, DOUBT);
    }
    return inputs;
  }

  static double margin(double[] weights, int[] counts, int from, int to) {
    int n = sum(counts, from, to);
    return n == 0 ? 0 : sum(weights, from, to) / Math.sqrt(n);
  }

  static double mean(Sums sums, int from, int to, double doubt) {
    int n = sum(sums.clear, from, to);
    return n == 0 ? 0 : sum(sums.odds, from, to) / (n + doubt);
  }

  /** The window that looks most like spam. */
  private static double worstMean(Sums sums) {
    double worst = Double.NEGATIVE_INFINITY;
    for (int i = BEGIN; i < END; i++) {
      if (sums.clear[i] > 0) {
        worst = Math.max(worst, sums.odds[i] / (sums.clear[i] + WINDOW_DOUBT));
      }
    }
    return worst == Double.NEGATIVE_INFINITY ? 0 : worst;
  }

  private static double worstGrams(Sums sums) {
    double worst = Double.NEGATIVE_INFINITY;
    for (int i = BEGIN; i < END; i++) {
      if (sums.grams[i] > 0) {
        worst = Math.max(worst, sums.gramWeights[i] / Math.sqrt(sums.grams[i] + WINDOW_GRAMS));
      }
    }
    return worst == Double.NEGATIVE_INFINITY ? 0 : worst;
  }
}
