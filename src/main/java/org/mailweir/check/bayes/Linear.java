package org.mailweir.check.bayes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A linear classifier over hashed features that knows how sure it is of each weight, and corrects
 * the unsure ones most (AROW: Crammer, Kulesza, Dredze, Adaptive Regularization of Weight Vectors,
 * 2009, with a diagonal matrix). The vector of a message has length 1, however long the message is.
 */
final class Linear {

  static final int CELLS = 1 << Features.CELL_BITS;
  static final int BYTES = 8 * CELLS;

  private static final VarHandle FLOATS = MethodHandles.arrayElementVarHandle(float[].class);

  /** How reluctantly it follows a single message. */
  private static final double RELUCTANCE = 0.1;

  private final float[] weights = new float[CELLS];
  private final float[] variances = new float[CELLS];

  Linear() {
    Arrays.fill(variances, 1);
  }

  /** Adds up the weights of tokens. */
  void ask(long[] tokens, double[] sums, int[] counts) {
    for (long token : tokens) {
      int place = Features.place(token);
      sums[place] += weight((int) (token >>> Features.PLACE_BITS));
      counts[place]++;
    }
  }

  /** Adds up the weights of grams. */
  void ask(int[] grams, double[] sums, int[] counts) {
    for (int gram : grams) {
      int place = Features.place(gram);
      sums[place] += weight(gram);
      counts[place]++;
    }
  }

  private float weight(int cell) {
    return (float) FLOATS.getOpaque(weights, cell & CELLS - 1);
  }

  /** The cells of tokens between two places. */
  static int[] cells(long[] tokens, int fromPlace, int toPlace) {
    return Arrays.stream(tokens)
        .filter(t -> Features.place(t) >= fromPlace && Features.place(t) < toPlace)
        .mapToInt(t -> (int) (t >>> Features.PLACE_BITS))
        .toArray();
  }

  /**
   * Learns a message whose margin is too small.
   *
   * @param margin the sum of the weights over the root of their number
   */
  void learn(int[] cells, Label label, double margin, double weight) {
    double sign = label == Label.SPAM ? 1 : -1;
    double missing = 1 - margin * sign;
    if (missing <= 0 || cells.length == 0) {
      return;
    }
    double variance = 0;
    for (int cell : cells) {
      variance += variances[cell & CELLS - 1];
    }
    double beta = weight / (variance / cells.length + RELUCTANCE);
    float step = (float) (missing * beta * sign / Math.sqrt(cells.length));
    float shrink = (float) (beta / cells.length);
    for (int cell : cells) {
      int i = cell & CELLS - 1;
      float v = variances[i];
      FLOATS.setOpaque(weights, i, weights[i] + step * v);
      variances[i] = Math.max(0, v - shrink * v * v);
    }
  }

  void write(DataOutputStream out) throws IOException {
    for (int i = 0; i < CELLS; i++) {
      out.writeFloat(weights[i]);
      out.writeFloat(variances[i]);
    }
  }

  void read(DataInputStream in) throws IOException {
    for (int i = 0; i < CELLS; i++) {
      weights[i] = in.readFloat();
      variances[i] = in.readFloat();
    }
  }
}
