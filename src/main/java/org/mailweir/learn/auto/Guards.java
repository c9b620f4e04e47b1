package org.mailweir.learn.auto;

import org.jspecify.annotations.Nullable;
import org.mailweir.check.Finding;
import org.mailweir.check.bayes.Label;
import org.mailweir.check.bayes.Model;
import org.mailweir.check.bayes.Opinion;
import org.mailweir.check.bayes.State;
import org.mailweir.check.rules.RuleSides;
import org.mailweir.decide.Verdict;

/** The conditions under which a message may be learned without a teacher. Has no state. */
record Guards(AutoLearnSettings settings, RuleSides sides) {

  /**
   * What the evidence says, the classifier's own left out: SPAM far above the threshold with points
   * of header and body both, HAM near zero after a complete analysis; null for all between.
   */
  @Nullable Label evidence(Verdict verdict) {
    double all = 0;
    double head = 0;
    double body = 0;
    for (Finding finding : verdict.findings()) {
      RuleSides.Side side = sides.of(finding);
      all += side.all();
      head += side.head();
      body += side.body();
    }
    if (verdict.scan() != Verdict.Scan.COMPLETE) {
      return null;
    }
    if (all >= settings.spam() && head >= settings.eachSide() && body >= settings.eachSide()) {
      return Label.SPAM;
    }
    return all <= settings.ham() && verdict.missing().isEmpty() ? Label.HAM : null;
  }

  /** Whether the classifier lets the lesson pass: it is not of the opposite opinion. */
  boolean agrees(Label label, Opinion opinion) {
    if (opinion.lessons() < Model.ENOUGH) {
      return true;
    }
    return label == Label.SPAM
        ? opinion.state() != State.HAM
        : opinion.state() != State.SPAM && opinion.probability() <= 0.5;
  }

  /** Whether one class would not outgrow the other. */
  boolean isBalanced(Label label, Model model) {
    long own = label == Label.SPAM ? model.spamLessons() : model.hamLessons();
    long other = label == Label.SPAM ? model.hamLessons() : model.spamLessons();
    return own <= settings.balance() * other + Model.ENOUGH;
  }
}
