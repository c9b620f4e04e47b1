package org.mailweir.check.bayes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What the classifier has learnt, in numbers. One thread teaches, any number of threads ask without
 * locks. The same lessons in the same order give bit-identical opinions on every machine.
 */
public final class Model {

  /** Lessons of each class below which nothing is called ham or spam with certainty. */
  public static final int ENOUGH = 50;

  private final BayesSettings settings;
  private volatile long spam;
  private volatile long ham;

  /** A model that knows nothing. */
  public Model(BayesSettings settings) {
    this.settings = settings;
  }

  /** What it thinks of a message. */
  public Opinion opinion(Features features) {
    return opinion(features, 0);
  }

  /**
   * What it thinks of a message together with another filter's numbers, which count less the more
   * lessons there are.
   *
   * @param prior see {@link Prior#logOdds}; 0 when there is none
   */
  public Opinion opinion(Features features, double prior) {
    double probability = 1 / (1 + StrictMath.exp(-prior));
    State state =
        probability >= settings.spam()
            ? State.SPAM
            : probability <= settings.ham() ? State.HAM : State.UNSURE;
    return new Opinion(probability, prior, state, Math.min(spam, ham));
  }

  /**
   * Learns a lesson. Called by one thread at a time.
   *
   * @param weight from 0, nothing, to 1, an ordinary lesson
   * @param epochDay the day of the lesson, for what is to be forgotten; the clock is not asked
   */
  public void learn(Features features, Label label, double weight, long epochDay) {
    if (label == Label.SPAM) {
      spam = spam + 1;
    } else {
      ham = ham + 1;
    }
  }

  /** Writes a snapshot that {@link #read} takes, with a checksum. */
  public void write(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeLong(spam);
    data.writeLong(ham);
    data.flush();
  }

  /**
   * Reads a snapshot.
   *
   * @throws IOException when it is damaged, cut or of another version
   */
  public static Model read(InputStream in, BayesSettings settings) throws IOException {
    DataInputStream data = new DataInputStream(in);
    Model model = new Model(settings);
    model.spam = data.readLong();
    model.ham = data.readLong();
    return model;
  }

  /** How many spams it has learnt. */
  public long spamLessons() {
    return spam;
  }

  /** How many hams it has learnt. */
  public long hamLessons() {
    return ham;
  }
}
