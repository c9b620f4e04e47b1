package org.mailweir.check.bayes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * What one person has taught: weights of a few thousand tokens, whose sum corrects the site's
 * log-odds. Each lesson moves them no further than the mistake that is left (Crammer et al., Online
 * Passive-Aggressive Algorithms, 2006), so that who agrees with the site changes nothing. The
 * vector of a message has length 1: what shares few tokens with a lesson is hardly moved by it.
 *
 * <p>Immutable; a lesson makes a new one.
 */
final class PersonalModel {

  /** Slots of the largest table, of 8 bytes each. */
  static final int MOST_SLOTS = 8_192;

  static final int SLOT_BYTES = 8;

  private static final int FIRST_SLOTS = 512;

  /** Tokens of a message that count, chosen by their hash: the same ones in every message. */
  private static final int MOST_TOKENS = 1_024;

  /** Log-odds on the right side beyond which there is nothing to correct. */
  private static final double CERTAIN = 3;

  /** Log-odds that one lesson corrects at most. */
  private static final double STEP = 6;

  static final PersonalModel EMPTY =
      new PersonalModel(new int[FIRST_SLOTS], new float[FIRST_SLOTS], 0);

  private final int[] keys; // 0: free
  private final float[] weights;
  private final int used;

  private PersonalModel(int[] keys, float[] weights, int used) {
    this.keys = keys;
    this.weights = weights;
    this.used = used;
  }

  /** What is to be added to the site's log-odds of spam. */
  double shift(long[] tokens) {
    int chosen = 0;
    double sum = 0;
    for (long token : tokens) {
      if (isChosen(token, tokens.length)) {
        chosen++;
        int slot = slot(keys, key(token));
        sum += keys[slot] == 0 ? 0 : weights[slot];
      }
    }
    return chosen == 0 ? 0 : sum / Math.sqrt(chosen);
  }

  /** The model after a lesson; this one when there was nothing to correct. */
  PersonalModel learn(long[] tokens, Label label, double siteLogOdds, double weight) {
    double sign = label == Label.SPAM ? 1 : -1;
    double missing = CERTAIN - sign * (siteLogOdds + shift(tokens));
    int chosen = 0;
    for (long token : tokens) {
      chosen += isChosen(token, tokens.length) ? 1 : 0;
    }
    if (missing <= 0 || chosen == 0) {
      return this;
    }
    float step = (float) (sign * weight * Math.min(STEP, missing) / Math.sqrt(chosen));
    PersonalModel next = withRoom(chosen);
    int added = 0;
    for (long token : tokens) {
      if (isChosen(token, tokens.length)) {
        int slot = slot(next.keys, key(token));
        added += next.keys[slot] == 0 ? 1 : 0;
        next.keys[slot] = key(token);
        next.weights[slot] += step;
      }
    }
    return new PersonalModel(next.keys, next.weights, next.used + added);
  }

  private static boolean isChosen(long token, int tokens) {
    return tokens <= MOST_TOKENS
        || (token >>> Features.PLACE_BITS & 0xffff) < 0x10000L * MOST_TOKENS / tokens;
  }

  private static int key(long token) {
    int key = (int) (token ^ token >>> 24);
    return key == 0 ? 1 : key;
  }

  private static int slot(int[] keys, int key) {
    int mask = keys.length - 1;
    int slot = (key ^ key >>> 15) & mask;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  /** A copy with room for so many more; the weakest tokens make it when it may not grow. */
  private PersonalModel withRoom(int more) {
    int slots = keys.length;
    while (slots < MOST_SLOTS && used + more > slots / 4 * 3) {
      slots *= 2;
    }
    boolean full = used + more > slots / 4 * 3;
    float least = full ? middle() : -1;
    int[] newKeys = new int[slots];
    float[] newWeights = new float[slots];
    int kept = 0;
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0 && Math.abs(weights[i]) > least) {
        int slot = slot(newKeys, keys[i]);
        newKeys[slot] = keys[i];
        newWeights[slot] = weights[i];
        kept++;
      }
    }
    return new PersonalModel(newKeys, newWeights, kept);
  }

  /** A strength that half of the tokens do not have. */
  private float middle() {
    float[] strengths = new float[used];
    int n = 0;
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        strengths[n++] = Math.abs(weights[i]);
      }
    }
    Arrays.sort(strengths);
    return strengths[n / 2];
  }

  int bytes() {
    return keys.length * SLOT_BYTES;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(used);
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        out.writeInt(keys[i]);
        out.writeFloat(weights[i]);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException when it cannot be that
   */
  static PersonalModel read(DataInputStream in) throws IOException {
    int used = in.readInt();
    if (used < 0 || used > MOST_SLOTS / 4 * 3) {
      throw new IOException("a personal model of " + used + " tokens");
    }
    PersonalModel read = EMPTY.withRoom(used);
    int distinct = 0;
    for (int i = 0; i < used; i++) {
      int key = in.readInt();
      int slot = slot(read.keys, key == 0 ? 1 : key);
      distinct += read.keys[slot] == 0 ? 1 : 0;
      read.keys[slot] = key == 0 ? 1 : key;
      read.weights[slot] = in.readFloat();
    }
    return new PersonalModel(read.keys, read.weights, distinct);
  }
}
