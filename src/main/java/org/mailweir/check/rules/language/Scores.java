package org.mailweir.check.rules.language;

import org.jspecify.annotations.Nullable;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/** What a rule is worth in each of the four situations of {@link ScoreSet}. */
public record Scores(double plain, double network, double bayes, double bayesAndNetwork) {

  static Scores all(double points) {
    return new Scores(points, points, points, points);
  }

  /** What holds in that situation. */
  public double in(ScoreSet set) {
    return switch (set) {
      case PLAIN -> plain;
      case NETWORK -> network;
      case BAYES -> bayes;
      case BAYES_AND_NETWORK -> bayesAndNetwork;
    };
  }

  private Scores plus(Scores more) {
    return new Scores(
        plain + more.plain,
        network + more.network,
        bayes + more.bayes,
        bayesAndNetwork + more.bayesAndNetwork);
  }

  /**
   * Reads one value or four; one in parentheses makes all of them relative to what was said before.
   *
   * @param before the scores that hold so far, or null
   */
  static Scores parse(String values, @Nullable Scores before) throws RuleSyntaxException {
    String[] words = values.split("\\s+");
    if (words.length != 1 && words.length != 4) {
      throw new RuleSyntaxException(
          "a score has one value or four, not \"" + values + "\"", "write one number");
    }
    double[] points = new double[words.length];
    boolean relative = false;
    for (int i = 0; i < words.length; i++) {
      boolean inParentheses = words[i].startsWith("(") && words[i].endsWith(")");
      relative |= inParentheses;
      String number = inParentheses ? words[i].substring(1, words[i].length() - 1) : words[i];
      points[i] = Numbers.decimal(number);
    }
    Scores scores =
        points.length == 1
            ? all(points[0])
            : new Scores(points[0], points[1], points[2], points[3]);
    if (!relative) {
      return scores;
    }
    if (before == null) {
      throw new RuleSyntaxException(
          "\"" + values + "\" is relative to a score that was never given", "write it absolutely");
    }
    return before.plus(scores);
  }
}
