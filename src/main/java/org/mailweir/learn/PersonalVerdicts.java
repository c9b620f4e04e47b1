package org.mailweir.learn;

import org.mailweir.check.bayes.BayesCheck;
import org.mailweir.check.bayes.FeatureReader;
import org.mailweir.check.bayes.Features;
import org.mailweir.check.bayes.Model;
import org.mailweir.check.bayes.ModelSource;
import org.mailweir.check.bayes.Opinion;
import org.mailweir.decide.Decider;
import org.mailweir.decide.Scorer;
import org.mailweir.decide.Verdict;
import org.mailweir.parse.ParsedMessage;

/**
 * Verdicts for those who have taught the classifier themselves: the common one, with what the
 * classifier says to them in the place of what it says to all. Metas over it stay as they are. The
 * message is read once, however many recipients there are.
 */
public final class PersonalVerdicts {

  private final ModelSource source;
  private final BayesCheck check;
  private final FeatureReader reader = new FeatureReader();

  /**
   * @param check gives opinions their findings
   */
  public PersonalVerdicts(ModelSource source, BayesCheck check) {
    this.source = source;
    this.check = check;
  }

  /** The verdict for each recipient; the common one itself for him who has taught nothing. */
  public Decider.VerdictFor verdicts(ParsedMessage message, Verdict common) {
    Model model = source.current();
    boolean asked = common.findings().stream().anyMatch(BayesCheck::isOpinion);
    if (model == null || !asked || !model.knowsPersons()) {
      return address -> common;
    }
    Features features = reader.read(message);
    Opinion site = BayesCheck.opinion(source, message);
    return address -> {
      Opinion own = site == null ? null : model.opinionFor(address.canonical(), features, site);
      return own == null || own == site
          ? common
          : Scorer.revised(common, BayesCheck::isOpinion, check.findings(own));
    };
  }
}
