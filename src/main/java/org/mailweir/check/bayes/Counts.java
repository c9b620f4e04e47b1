package org.mailweir.check.bayes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The Bayesian core. Each token that is clearly for or against spam speaks with its smoothed
 * log-odds, {@code ln(f / (1 - f))} with {@code f = (s/2 + n p) / (s + n)} (Robinson 2003); what
 * counts is their mean, which saturates nowhere.
 *
 * <p>It counts only messages that it had wrong or nearly so: what it knows already teaches nothing,
 * and tables stay small.
 */
final class Counts {

  private static final double STRENGTH = 0.5;

  /** A token is clear when its odds are 4 to 1 or more: {@code |f - .5| >= .3}. */
  private static final double CLEAR = 4;

  /** Messages with a mean nearer to the border than that are counted. */
  private static final double NEAR = 1.5;

  private final int mostSlots;
  private volatile TokenTable table = new TokenTable();
  private volatile long learnt; // spams in the upper half, hams in the lower

  Counts(int mostSlots) {
    this.mostSlots = mostSlots;
  }

  /** Adds up what the tokens say. */
  void ask(long[] tokens, Sums sums) {
    TokenTable now = table;
    long messages = learnt;
    double spams = Math.max(1, messages >>> 32);
    double hams = Math.max(1, messages & 0xffffffffL);
    for (long token : tokens) {
      int count = now.counts(token);
      if (count != 0) {
        double odds = odds(count, spams, hams);
        if (odds >= CLEAR || odds <= 1 / CLEAR) {
          int place = Features.place(token);
          sums.odds[place] += StrictMath.log(odds);
          sums.clear[place]++;
        }
      }
    }
  }

  private static double odds(int count, double spams, double hams) {
    int spam = count >>> 16;
    int ham = count & TokenTable.MOST;
    double inSpam = spam / spams;
    double p = inSpam / (inSpam + ham / hams);
    double n = spam + (double) ham;
    return (STRENGTH / 2 + n * p) / (STRENGTH / 2 + n * (1 - p));
  }

  /** What one token says; an empty clue when it was never learnt. */
  Clue clue(NamedToken token) {
    int count = table.counts(token.token());
    long messages = learnt;
    double odds =
        count == 0
            ? 1
            : odds(count, Math.max(1, messages >>> 32), Math.max(1, messages & 0xffffffffL));
    return new Clue(token.name(), StrictMath.log(odds), count >>> 16, count & TokenTable.MOST);
  }

  /**
   * Learns a message unless it is known well enough.
   *
   * @param mean the mean log-odds of the message
   * @param weight below 1 only worse mistakes are learnt from
   */
  void learn(long[] tokens, Label label, double mean, double weight, int day) {
    if ((label == Label.SPAM ? mean : -mean) >= NEAR * weight) {
      return;
    }
    makeRoom(tokens.length, day);
    for (long token : tokens) {
      table.add(token, label, day);
    }
    learnt += label == Label.SPAM ? 1L << 32 : 1;
    long messages = learnt;
    if (messages >>> 32 >= TokenTable.MOST || (messages & 0xffffffffL) >= TokenTable.MOST) {
      table = table.halved();
      learnt = (messages >>> 33) << 32 | (messages & 0xffffffffL) >>> 1;
    }
  }

  private void makeRoom(int tokens, int day) {
    while (table.used() + tokens > table.slots() / 4 * 3) {
      table = table.slots() < mostSlots ? table.grown() : table.thinned(day);
    }
  }

  long bytes() {
    return (long) table.slots() * TokenTable.SLOT_BYTES;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(learnt);
    table.write(out);
  }

  void read(DataInputStream in) throws IOException {
    learnt = in.readLong();
    table = TokenTable.read(in, mostSlots);
  }
}
