package org.mailweir.check.bayes;

/** What the learners' numbers say of one message, added up by place. */
final class Sums {

  /** Log-odds of clear tokens, and how many there are. */
  final double[] odds = new double[Place.COUNT];

  final int[] clear = new int[Place.COUNT];

  /** Weights of tokens, and how many there are. */
  final double[] tokenWeights = new double[Place.COUNT];

  final int[] tokens = new int[Place.COUNT];

  /** Weights of grams, and how many there are. */
  final double[] gramWeights = new double[Place.COUNT];

  final int[] grams = new int[Place.COUNT];

  static double sum(double[] of, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += of[i];
    }
    return sum;
  }

  static int sum(int[] of, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += of[i];
    }
    return sum;
  }
}
