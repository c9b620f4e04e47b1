package org.mailweir.check.bayes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Joins what the learners say into one probability: a logistic regression that learns with every
 * lesson how far each of them is to be trusted. No witness ever counts against what it says.
 */
final class Stack {

  private static final double RATE = 0.03;
  private static final double LINEAR = 1.2;
  private static final double MEAN = 1;
  private static final double PLACE = 0.1;

  private volatile double[] weights = first();

  private static double[] first() {
    double[] weights = new double[Inputs.COUNT];
    Arrays.fill(weights, PLACE);
    weights[Inputs.BIAS] = 0;
    weights[Inputs.GRAMS] = LINEAR;
    weights[Inputs.HEAD] = LINEAR;
    weights[Inputs.BODY] = LINEAR;
    weights[Inputs.MEAN] = MEAN;
    return weights;
  }

  double logOdds(double[] inputs) {
    double[] now = weights;
    double sum = 0;
    for (int i = 0; i < Inputs.COUNT; i++) {
      sum += now[i] * inputs[i];
    }
    return sum;
  }

  void learn(double[] inputs, Label label, double weight) {
    double target = label == Label.SPAM ? 1 : 0;
    double step = RATE * weight * (target - probability(logOdds(inputs)));
    double[] next = weights.clone();
    for (int i = 0; i < Inputs.COUNT; i++) {
      double moved = next[i] + step * inputs[i];
      next[i] = i == Inputs.BIAS ? moved : Math.max(0, moved);
    }
    weights = next;
  }

  static double probability(double logOdds) {
    return 1 / (1 + StrictMath.exp(-logOdds));
  }

  void write(DataOutputStream out) throws IOException {
    for (double weight : weights) {
      out.writeDouble(weight);
    }
  }

  void read(DataInputStream in) throws IOException {
    double[] read = new double[Inputs.COUNT];
    for (int i = 0; i < Inputs.COUNT; i++) {
      read[i] = in.readDouble();
    }
    weights = read;
  }
}
