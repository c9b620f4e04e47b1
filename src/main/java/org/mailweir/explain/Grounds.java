package org.mailweir.explain;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mailweir.check.Finding;
import org.mailweir.decide.Decider;
import org.mailweir.decide.Disposition;
import org.mailweir.decide.RecipientPolicy;
import org.mailweir.decide.Threshold;
import org.mailweir.decide.Verdict;

/**
 * What one recipient gets, and what that rests on.
 *
 * @param gets what reaches him, in words
 * @param reason in one sentence
 * @param policy the name of the entry that holds for him
 * @param where {@code file:line} of the setting that decided
 * @param thresholds of his policy, the lowest effect first
 * @param decisive findings without any one of which the score would not have reached that far
 * @param change how far the score is from another outcome; empty when no score would change it
 */
public record Grounds(
    String gets,
    String reason,
    String policy,
    String where,
    List<Mark> thresholds,
    List<String> decisive,
    String change) {

  public Grounds {
    decisive = List.copyOf(decisive);
    thresholds = List.copyOf(thresholds);
  }

  /**
   * A score from which on something happens.
   *
   * @param effect the setting's name
   * @param points a number, or {@code never}
   * @param where {@code file:line}
   */
  public record Mark(String effect, String points, String where) {}

  /** Of a decision and the verdict it rests on. */
  public static Grounds of(Decider.Explanation decision, Verdict verdict) {
    RecipientPolicy policy = decision.policy();
    return new Grounds(
        gets(decision.disposition()),
        decision.disposition().reason(),
        policy.name(),
        decision.where(),
        List.of(
            mark("tag", policy.required()),
            mark("tag_subject", policy.tagSubject()),
            mark("hold", policy.hold())),
        decisive(decision, verdict),
        change(policy, verdict.score()));
  }

  /** Of the threshold that decided; when a list or a single finding did, no score matters. */
  private static List<String> decisive(Decider.Explanation decision, Verdict verdict) {
    RecipientPolicy policy = decision.policy();
    return Stream.of(policy.hold(), policy.tagSubject(), policy.required())
        .filter(t -> t.where().equals(decision.where()) && t.reachedBy(verdict.score()))
        .findFirst()
        .map(
            t ->
                verdict.findings().stream()
                    .filter(f -> !t.reachedBy(verdict.score() - f.points()))
                    .map(Finding::name)
                    .toList())
        .orElse(List.of());
  }

  private static Mark mark(String effect, Threshold threshold) {
    return new Mark(effect, threshold.text(), threshold.where());
  }

  private static String gets(Disposition disposition) {
    return switch (disposition) {
      case Disposition.Pass pass -> "the message, not marked as spam";
      case Disposition.Tag tag ->
          "the message, marked as spam" + (tag.subjectTag().isEmpty() ? "" : ", Subject tagged");
      case Disposition.Hold hold -> "nothing: it is held in quarantine";
    };
  }

  private static String change(RecipientPolicy policy, double score) {
    double toSpam = policy.required().points() - score;
    if (!Double.isFinite(toSpam)) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        toSpam > 0
            ? "%.1f points more would mark it as spam"
            : "%.1f points less would let it pass",
        toSpam > 0 ? toSpam : -toSpam + 0.1);
  }
}
