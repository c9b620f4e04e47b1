package org.mailweir.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailweir.check.bayes.Label;

/** Scores in, figures out; all computed by hand. */
class FiguresTest {

  private static Judged ham(double probability) {
    return new Judged(Label.HAM, "h", probability, probability, probability >= 0.5, 10);
  }

  private static Judged spam(double probability) {
    return new Judged(Label.SPAM, "s", probability, probability, probability >= 0.5, 10);
  }

  @Test
  void aPerfectOrderHasNoAreaAboveTheCurve() {
    assertEquals(0, Figures.of(List.of(ham(0.1), ham(0.2), spam(0.8), spam(0.9))).roca());
  }

  @Test
  void onePairOfFourInTheWrongOrderIsAQuarterAndATieHalfOfOne() {
    assertEquals(25, Figures.roca(new double[] {1, 3}, new double[] {2, 4}), 1e-9);
    assertEquals(12.5, Figures.roca(new double[] {1, 3}, new double[] {3, 4}), 1e-9);
  }

  @Test
  void errorsAreSharesOfTheirClass() {
    Figures f = Figures.of(List.of(ham(0.1), ham(0.6), spam(0.4), spam(0.9), spam(0.9), spam(0.9)));
    assertEquals(50, f.hm(), 1e-9);
    assertEquals(25, f.sm(), 1e-9);
    // The geometric mean of the odds (1.5/1.5) and (1.5/3.5).
    double odds = Math.sqrt(1.5 / 3.5);
    assertEquals(100 * odds / (1 + odds), f.lam(), 1e-9);
  }

  @Test
  void calibrationComparesWhatWasSaidWithWhatCame() {
    assertEquals(40, Figures.of(List.of(ham(0.9), spam(0.9))).ece(), 1e-9);
    assertEquals(0, Figures.of(List.of(ham(0), spam(1))).ece(), 1e-9);
  }

  @Test
  void aPolicyThatIsNoneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Training.of("sometimes", 0));
    assertEquals(40, Training.of("delayed:40", 0).delay());
  }
}
