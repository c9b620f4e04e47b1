package org.mailweir.check.rules;

import java.util.List;

/**
 * Settings of the rule engine.
 *
 * @param files rule files, read in this order; {@code *} and {@code ?} may stand in the last
 *     component, and such files are read in the order of their names; a relative path counts from
 *     the folder that the loader is given, most often that of the configuration file
 * @param stepsPerMatch characters that one pattern may read in one text before it is given up; 5
 *     million are some 20 ms
 * @param stepsPerMessage characters that all patterns together may read in one message before the
 *     rest of the rules is left out
 * @param scoreSet which of the four values of a {@code score} line holds
 */
public record RulesSettings(
    List<String> files, long stepsPerMatch, long stepsPerMessage, ScoreSet scoreSet) {

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
