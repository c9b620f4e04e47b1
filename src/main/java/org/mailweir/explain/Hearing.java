package org.mailweir.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.bayes.BayesCheck;
import org.mailweir.check.bayes.Clue;
import org.mailweir.check.bayes.FeatureReader;
import org.mailweir.check.bayes.Model;
import org.mailweir.check.bayes.ModelSource;
import org.mailweir.check.bayes.Opinion;
import org.mailweir.parse.ParsedMessage;

/**
 * What the classifier says of a message now.
 *
 * @param opinion null when there is none, or when it has learnt nothing yet
 * @param spam what speaks for spam, the strongest first
 * @param ham what speaks against it, the strongest first
 */
public record Hearing(@Nullable Opinion opinion, List<Clue> spam, List<Clue> ham) {

  /** Words shown on each side. */
  private static final int CLUES = 12;

  public Hearing {
    spam = List.copyOf(spam);
    ham = List.copyOf(ham);
  }

  public static Hearing of(ModelSource learned, ParsedMessage message) {
    Model model = learned.current();
    Opinion opinion = BayesCheck.opinion(learned, message);
    if (model == null || opinion == null) {
      return new Hearing(opinion, List.of(), List.of());
    }
    List<Clue> clues = model.clues(new FeatureReader().name(message));
    return new Hearing(
        opinion,
        clues.stream().filter(c -> c.logOdds() > 0).limit(CLUES).toList(),
        clues.stream().filter(c -> c.logOdds() < 0).limit(CLUES).toList());
  }
}
