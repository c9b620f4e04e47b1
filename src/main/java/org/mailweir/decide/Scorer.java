package org.mailweir.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.mailweir.check.Analysis;
import org.mailweir.check.Finding;

/** Adds up. */
public final class Scorer {

  private Scorer() {}

  /** The verdict on an analysis: points are added as they are, facts count nothing. */
  public static Verdict verdict(Analysis analysis) {
    List<Finding> shown =
        analysis.findings().stream()
            .filter(f -> !f.isFact())
            .sorted(
                Comparator.comparingDouble((Finding f) -> -Math.abs(f.points()))
                    .thenComparing(Finding::name))
            .toList();
    double score = shown.stream().mapToDouble(Finding::points).sum();
    return new Verdict(
        rounded(score),
        shown,
        analysis.missing(),
        Verdict.Scan.COMPLETE,
        authentication(analysis.findings()));
  }

  /**
   * The verdict with other findings in the place of some.
   *
   * @param gone which findings go
   * @param instead what comes in their place
   */
  public static Verdict revised(Verdict verdict, Predicate<Finding> gone, List<Finding> instead) {
    List<Finding> findings =
        new ArrayList<>(verdict.findings().stream().filter(gone.negate()).toList());
    findings.addAll(instead);
    Verdict revised = verdict(new Analysis(findings, verdict.missing(), Duration.ZERO));
    return new Verdict(
        revised.score(),
        revised.findings(),
        verdict.missing(),
        verdict.scan(),
        verdict.authentication());
  }

  /** A verdict that knows nothing: score 0, and the word that says why. */
  public static Verdict unknown(Verdict.Scan scan) {
    return new Verdict(0, List.of(), List.of(), scan, "");
  }

  private static String authentication(List<Finding> findings) {
    return findings.stream()
        .filter(f -> f.name().equals(Finding.AUTHENTICATION_RESULTS))
        .map(Finding::evidence)
        .findFirst()
        .orElse("");
  }

  private static double rounded(double score) {
    return Math.round(score * 1000) / 1000.0;
  }
}
