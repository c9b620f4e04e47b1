package org.mailweir.check.bayes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** SpamAssassin's bands, with their borders. */
class BandTest {

  @Test
  void everyProbabilityHasItsBand() {
    assertEquals(List.of(Band.BAYES_00), Band.of(0));
    assertEquals(List.of(Band.BAYES_05), Band.of(0.01));
    assertEquals(List.of(Band.BAYES_20), Band.of(0.199));
    assertEquals(List.of(Band.BAYES_40), Band.of(0.2));
    assertEquals(List.of(Band.BAYES_50), Band.of(0.5));
    assertEquals(List.of(Band.BAYES_60), Band.of(0.6));
    assertEquals(List.of(Band.BAYES_80), Band.of(0.8));
    assertEquals(List.of(Band.BAYES_95), Band.of(0.95));
    assertEquals(List.of(Band.BAYES_99), Band.of(0.99));
    assertEquals(List.of(Band.BAYES_99, Band.BAYES_999), Band.of(0.999));
    assertEquals(List.of(Band.BAYES_99, Band.BAYES_999), Band.of(1));
  }
}
