package org.mailweir.evaluate;

import java.util.Arrays;
import java.util.List;
import org.mailweir.check.bayes.Label;

/**
 * The figures of TREC's spam track, all in percent.
 *
 * @param roca 100 - area under the ROC curve: how often a spam scores below a ham, equal ones half
 * @param lam the logistic average of hm and sm; half a mistake is added to both, so that none is 0
 * @param hm ham called spam
 * @param sm spam called ham
 * @param smAtHm01 spam missed when the threshold lets one ham in a thousand be called spam
 * @param smAtHm1 spam missed when the threshold lets one ham in a hundred be called spam
 * @param ece expected calibration error over ten bins; NaN without probabilities
 * @param micros median CPU time of a message without parsing
 */
public record Figures(
    int ham,
    int spam,
    double roca,
    double lam,
    double hm,
    double sm,
    double smAtHm01,
    double smAtHm1,
    double ece,
    double micros) {

  private static final int BINS = 10;

  public static Figures of(List<Judged> all) {
    double[] hams = scores(all, Label.HAM);
    double[] spams = scores(all, Label.SPAM);
    long falseSpam = all.stream().filter(j -> j.label() == Label.HAM && j.calledSpam()).count();
    long falseHam = all.stream().filter(j -> j.label() == Label.SPAM && !j.calledSpam()).count();
    return new Figures(
        hams.length,
        spams.length,
        roca(hams, spams),
        lam(falseSpam, hams.length, falseHam, spams.length),
        share(falseSpam, hams.length),
        share(falseHam, spams.length),
        missed(hams, spams, 0.001),
        missed(hams, spams, 0.01),
        ece(all),
        median(all));
  }

  private static double[] scores(List<Judged> all, Label label) {
    return all.stream()
        .filter(j -> j.label() == label)
        .mapToDouble(Judged::score)
        .sorted()
        .toArray();
  }

  private static double share(double part, double whole) {
    return whole == 0 ? 0 : 100 * part / whole;
  }

  /** How many spams lie below a ham, ties counting half, by one walk through both. */
  static double roca(double[] hams, double[] spams) {
    double wrong = 0;
    int below = 0;
    int notAbove = 0;
    for (double ham : hams) {
      while (below < spams.length && spams[below] < ham) {
        below++;
      }
      notAbove = Math.max(notAbove, below);
      while (notAbove < spams.length && spams[notAbove] <= ham) {
        notAbove++;
      }
      wrong += (below + notAbove) / 2.0;
    }
    return share(wrong, (double) hams.length * spams.length);
  }

  static double lam(long falseSpam, long hams, long falseHam, long spams) {
    double mean = (logit((falseSpam + .5) / (hams + 1)) + logit((falseHam + .5) / (spams + 1))) / 2;
    return 100 / (1 + StrictMath.exp(-mean));
  }

  private static double logit(double p) {
    return StrictMath.log(p / (1 - p));
  }

  /** The threshold is the lowest score above which no more than that share of ham lies. */
  private static double missed(double[] hams, double[] spams, double hm) {
    if (hams.length == 0) {
      return 0;
    }
    double threshold = hams[hams.length - 1 - (int) Math.floor(hams.length * hm)];
    return share(Arrays.stream(spams).filter(s -> s <= threshold).count(), spams.length);
  }

  private static double ece(List<Judged> all) {
    double[] gap = new double[BINS];
    for (Judged j : all) {
      int bin = Math.min(BINS - 1, (int) (j.probability() * BINS));
      gap[bin] += j.probability() - (j.label() == Label.SPAM ? 1 : 0);
    }
    return share(Arrays.stream(gap).map(Math::abs).sum(), all.size());
  }

  /** The median, since a few messages meet a collection of garbage or a cold method. */
  private static double median(List<Judged> all) {
    long[] sorted = all.stream().mapToLong(Judged::micros).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }
}
