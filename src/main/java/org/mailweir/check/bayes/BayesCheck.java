package org.mailweir.check.bayes;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.Check;
import org.mailweir.check.CheckInput;
import org.mailweir.check.CheckResult;
import org.mailweir.check.Finding;
import org.mailweir.parse.ParsedMessage;

/**
 * Asks the classifier. Its findings have SpamAssassin's names, so that score lines and metas that
 * are there already go on to work. Without a model it is unavailable; it never calls a message
 * clean then.
 */
public final class BayesCheck implements Check {

  private static final Pattern PROBABILITY = Pattern.compile("probability ([01]\\.\\d{1,9})");
  private static final FeatureReader READER = new FeatureReader();

  private final ModelSource source;
  private final BayesSettings settings;
  private final ToDoubleFunction<String> points;

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
    if (source.current() == null) {
      return new CheckResult.Unavailable("no model");
    }
    Opinion opinion = opinion(source, input.message());
    return opinion == null ? CheckResult.Found.NOTHING : new CheckResult.Found(findings(opinion));
  }

  /** What the classifier thinks of a message; null while it knows nothing at all. */
  public static @Nullable Opinion opinion(ModelSource source, ParsedMessage message) {
    Model model = source.current();
    if (model == null) {
      return null;
    }
    Prior prior = source.prior();
    if (prior == null && model.spamLessons() + model.hamLessons() == 0) {
      return null;
    }
    return model.opinion(READER.read(message), prior == null ? 0 : prior.logOdds(message));
  }

  /** Whether a finding is one of {@link #findings}. */
  public static boolean isOpinion(Finding finding) {
    return finding.name().startsWith("BAYES_");
  }

  /** Whether an opinion among these findings lies between what settings call ham and spam. */
  public static boolean isUnsure(List<Finding> findings, BayesSettings settings) {
    return findings.stream()
        .filter(BayesCheck::isOpinion)
        .map(f -> PROBABILITY.matcher(f.evidence()))
        .filter(Matcher::matches)
        .mapToDouble(m -> Double.parseDouble(m.group(1)))
        .anyMatch(p -> p > settings.ham() && p < settings.spam());
  }

  /** What an opinion adds to the score, and says in the list of rules that hit. */
  public List<Finding> findings(Opinion opinion) {
    double probability = opinion.probability();
    List<Band> bands = Band.of(probability);
    String evidence = String.format(Locale.ROOT, "probability %.4f", probability);
    return bands.stream()
        .map(
            band ->
                new Finding(
                    band.name(),
                    points(band, bands.getFirst(), probability),
                    band.description(),
                    evidence,
                    1))
        .toList();
  }

  /** With points in proportion only the first band carries them. */
  private double points(Band band, Band first, double probability) {
    return switch (settings.contribution()) {
      case RULES -> points.applyAsDouble(band.name());
      case PROBABILITY -> band == first ? (2 * probability - 1) * settings.points() : 0;
    };
  }
}
