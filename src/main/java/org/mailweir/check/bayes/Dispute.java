package org.mailweir.check.bayes;

/**
 * When a lesson contradicts the model so strongly that it is likelier to be a slip of the hand than
 * news: a few wrong lessons spoil a classifier that learns from its errors more than many right
 * ones mend.
 */
public final class Dispute {

  /** How far the log-odds have to lie on the other side: odds of 55 to 1. */
  private static final double LOG_ODDS = 4;

  private Dispute() {}

  /**
   * Whether a lesson has to wait for a second person. Never while the model has fewer than {@link
   * Model#ENOUGH} lessons of each class: it knows too little to contradict.
   *
   * @param opinion of the message, before the lesson
   */
  public static boolean contradicts(Opinion opinion, Label label) {
    return opinion.lessons() >= Model.ENOUGH
        && (label == Label.SPAM ? -opinion.logOdds() : opinion.logOdds()) > LOG_ODDS;
  }
}
