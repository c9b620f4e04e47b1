package org.mailweir.check.bayes;

import org.mailweir.settings.DataSize;
import org.mailweir.settings.Doc;

/** How the classifier is used. */
@Doc("The classifier that learns from your mail.")
public record BayesSettings(
    @Doc("Whether it is asked.") boolean enabled,
    @Doc(
            "What it may keep in memory. It needs a few MiB; when the bound is reached, what was seen"
                + " once and long ago is forgotten first.")
        DataSize memory,
    @Doc(
            "How it adds to the score: RULES, by the score lines of BAYES_00 to BAYES_999, as"
                + " SpamAssassin does; PROBABILITY, by points below, in proportion.")
        Contribution contribution,
    @Doc(
            "With contribution = \"PROBABILITY\": what certain spam adds, and certain ham takes away."
                + " A message of which nothing is known gets 0.")
        double points,
    @Doc("Up to this probability a message counts as ham, for the list of unsure messages.")
        double ham,
    @Doc("From this probability on a message counts as spam; what lies between is unsure.")
        double spam,
    @Doc(
            "What personal models may keep in memory; 0 turns them off. With them, what a recipient"
                + " teaches from his own address also corrects the classifier's opinion for him"
                + " alone. A person takes 4 to 64 KiB; who has not taught for longest is forgotten"
                + " first. Lessons from before it was turned on count only for all.")
        DataSize personal) {

  /** How an opinion becomes points. */
  public enum Contribution {
    RULES,
    PROBABILITY
  }

  public static final BayesSettings DEFAULT =
      new BayesSettings(true, DataSize.ofMiB(64), Contribution.RULES, 5, 0.1, 0.9, new DataSize(0));

  private static final long LEAST = 8L << 20;
  private static final long MOST = 1L << 30;

  public BayesSettings {
    if (memory.bytes() < LEAST || memory.bytes() > MOST) {
      throw new IllegalArgumentException("memory: 8MiB to 1GiB is expected");
    }
    if (!(points >= 0 && points <= 100)) {
      throw new IllegalArgumentException("points: 0 to 100 is expected");
    }
    if (!(ham >= 0 && ham < spam && spam <= 1)) {
      throw new IllegalArgumentException("ham, spam: 0 <= ham < spam <= 1 is expected");
    }
  }

  /** The same with personal models that may take so much memory. */
  public BayesSettings withPersonal(DataSize bound) {
    return new BayesSettings(enabled, memory, contribution, points, ham, spam, bound);
  }

  /** The same with another bound of memory. */
  public BayesSettings within(DataSize bound) {
    return new BayesSettings(enabled, bound, contribution, points, ham, spam, personal);
  }
}
