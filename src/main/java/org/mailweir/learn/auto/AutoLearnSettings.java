package org.mailweir.learn.auto;

import org.mailweir.settings.Doc;

/** When a message is learned without being told. */
@Doc(
    "Automatic learning: mail of the outside listener of which the rules are certain is learned as they"
        + " judge it. It helps while nobody teaches, and spreads the errors of the rules; a few lessons by"
        + " people are worth more. What people taught is never changed by it.")
public record AutoLearnSettings(
    @Doc("Whether it is on.") boolean enabled,
    @Doc("Points without the classifier's from which on a message is learned as spam.") double spam,
    @Doc(
            "Of these points, so many must come from the header and so many from the body: one kind of"
                + " evidence alone is easily wrong.")
        double eachSide,
    @Doc("Points without the classifier's up to which a message is learned as ham.") double ham,
    @Doc("How much such a lesson counts, above 0 to 1.") double weight,
    @Doc(
            "A class is learned only as long as it has no more than so many times the lessons of the"
                + " other one, and 50.")
        double balance,
    @Doc("Lessons in an hour, of each class.") int perHour) {

  public static final AutoLearnSettings DEFAULT =
      new AutoLearnSettings(false, 12, 3, 0.1, 0.5, 3, 20);

  public AutoLearnSettings {
    if (!(spam >= 6)) {
      throw new IllegalArgumentException("spam: at least 6.0 is expected");
    }
    if (!(ham <= 2)) {
      throw new IllegalArgumentException("ham: at most 2.0 is expected");
    }
    if (!(eachSide >= 0)) {
      throw new IllegalArgumentException("each_side: at least 0.0 is expected");
    }
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException("weight: above 0 to 1 is expected");
    }
    if (!(balance >= 1)) {
      throw new IllegalArgumentException("balance: at least 1.0 is expected");
    }
    if (perHour < 1) {
      throw new IllegalArgumentException("per_hour: at least 1 is expected");
    }
  }
}
