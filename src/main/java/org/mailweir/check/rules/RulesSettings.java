package org.mailweir.check.rules;

import java.util.List;
import org.mailweir.settings.Doc;

/** Which rules there are, and how much one may cost. */
@Doc("Rules in SpamAssassin's language.")
public record RulesSettings(
    @Doc(
            "Rule files, read in this order; * and ? may stand in the last component, and such files"
                + " are read in the order of their names. A relative path counts from the folder of"
                + " the configuration file. An entry without a file, or with one that cannot be"
                + " read, is an error; [] means no rules.")
        List<String> files,
    @Doc(
            "Characters that one pattern may read in one text before it is given up; 5 million are"
                + " some 20 ms.")
        long stepsPerMatch,
    @Doc(
            "Characters that all patterns together may read in one message before the rest of the"
                + " rules is left out.")
        long stepsPerMessage,
    @Doc(
            "Which of the four values of a score line holds: PLAIN, NETWORK, BAYES or"
                + " BAYES_AND_NETWORK.")
        ScoreSet scoreSet) {

  public static final RulesSettings DEFAULT =
      new RulesSettings(List.of("rules/*.cf"), 5_000_000, 100_000_000, ScoreSet.PLAIN);

  public RulesSettings {
    files = List.copyOf(files);
    if (stepsPerMatch < 1_000 || stepsPerMessage < stepsPerMatch) {
      throw new IllegalArgumentException(
          "steps_per_match must be at least 1000, and steps_per_message no less than it");
    }
  }
}
