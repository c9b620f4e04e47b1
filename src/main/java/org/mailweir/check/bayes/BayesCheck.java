package org.mailweir.check.bayes;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.mailweir.check.Check;
import org.mailweir.check.CheckInput;
import org.mailweir.check.CheckResult;
import org.mailweir.check.Finding;

/** Asks the classifier. Without a model it is unavailable; it never calls a message clean then. */
public final class BayesCheck implements Check {

  private final ModelSource source;
  private final BayesSettings settings;
  private final ToDoubleFunction<String> points;
  private final FeatureReader reader = new FeatureReader();

  /**
   * @param points what a score line gives to a name
   */
  public BayesCheck(ModelSource source, BayesSettings settings, ToDoubleFunction<String> points) {
    this.source = source;
    this.settings = settings;
    this.points = points;
  }

  @Override
  public String name() {
    return "bayes";
  }

  @Override
  public Wave wave() {
    return Wave.EVIDENCE;
  }

  @Override
  public Work work() {
    return Work.CPU;
  }

  @Override
  public CheckResult check(CheckInput input) {
    Model model = source.current();
    if (model == null) {
      return new CheckResult.Unavailable("no model");
    }
    Prior prior = source.prior();
    Opinion opinion =
        model.opinion(
            reader.read(input.message()), prior == null ? 0 : prior.logOdds(input.message()));
    return new CheckResult.Found(List.of(finding(opinion)));
  }

  private Finding finding(Opinion opinion) {
    double share = 2 * opinion.probability() - 1;
    double worth =
        settings.contribution() == BayesSettings.Contribution.PROBABILITY
            ? share * settings.points()
            : points.applyAsDouble("BAYES_50");
    return new Finding("BAYES_50", worth, "The classifier is not sure");
  }
}
