package org.mailweir.evaluate;

import java.util.Locale;
import java.util.Random;
import org.mailweir.check.bayes.Dispute;
import org.mailweir.check.bayes.Label;
import org.mailweir.check.bayes.Opinion;
import org.mailweir.check.bayes.State;

/**
 * Which labels come back, when, and how many of them are wrong. With wrong labels, one that
 * contradicts the classifier strongly is parked as the trainer does it.
 */
public final class Training {

  private static final int SEED = 1_000;

  /** When a message's label is told. */
  public enum When {
    /** At once, of every message. */
    IMMEDIATE,
    /** So many messages later. */
    DELAYED,
    /** Of the first thousand; then only of messages that were called wrongly. */
    ON_ERROR,
    /** Of the first thousand; then of every other message in the unsure band. */
    UNSURE
  }

  private final When when;
  private final int delay;
  private final double noise;
  private final Random random = new Random(7);
  private long seen;
  private long told;
  private long disputed;

  private Training(When when, int delay, double noise) {
    this.when = when;
    this.delay = delay;
    this.noise = noise;
  }

  /**
   * @param text {@code immediate}, {@code delayed:N}, {@code on-error} or {@code unsure}
   * @param noise the share of labels that are wrong, from 0 to 1
   * @throws IllegalArgumentException that says what is expected
   */
  public static Training of(String text, double noise) {
    String word = text.toLowerCase(Locale.ROOT);
    if (word.matches("delayed:\\d{1,7}")) {
      return new Training(When.DELAYED, Integer.parseInt(word.substring(8)), noise);
    }
    return new Training(
        switch (word) {
          case "immediate" -> When.IMMEDIATE;
          case "on-error" -> When.ON_ERROR;
          case "unsure" -> When.UNSURE;
          default ->
              throw new IllegalArgumentException(
                  "--train: immediate, delayed:N, on-error or unsure is expected");
        },
        0,
        noise);
  }

  /** How many messages go by before a label is told. */
  int delay() {
    return delay;
  }

  /** The label as it is told; what is told may be wrong. */
  Label heard(Label label) {
    return noise > 0 && random.nextDouble() < noise ? label.other() : label;
  }

  /** Whether the label of a message is told, and not parked. */
  boolean teaches(Opinion opinion, boolean calledSpam, Label label) {
    boolean first = seen++ < SEED;
    boolean tell =
        switch (when) {
          case IMMEDIATE, DELAYED -> true;
          case ON_ERROR -> first || calledSpam != (label == Label.SPAM);
          case UNSURE -> first || opinion.state() == State.UNSURE && random.nextBoolean();
        };
    if (!tell) {
      return false;
    }
    told++;
    if (noise > 0 && Dispute.contradicts(opinion, label)) {
      disputed++;
      return false;
    }
    return true;
  }

  long told() {
    return told;
  }

  long disputed() {
    return disputed;
  }
}
