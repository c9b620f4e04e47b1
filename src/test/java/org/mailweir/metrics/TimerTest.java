package org.mailweir.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TimerTest {

  private static final long MILLI = 1_000_000;

  @Test
  void aTimeOnABoundLiesWithinIt() {
    Timer timer = new Timer();
    timer.record(MILLI);
    timer.record(MILLI + 1);
    int bound = Timer.BOUNDS.indexOf(0.001);
    assertEquals(1, timer.read().buckets().get(bound));
    assertEquals(1, timer.read().buckets().get(bound + 1));
    assertEquals(0.002, timer.read().sum(), 1e-6);
  }

  @Test
  void whatTakesLongerThanAnyBoundIsCountedAndAClockThatRunsBackwardsCountsAsNothing() {
    Timer timer = new Timer();
    timer.record(Long.MAX_VALUE / 4);
    timer.record(-5);
    assertEquals(2, timer.read().count());
    assertEquals(1, timer.read().buckets().getLast());
    assertEquals(1, timer.read().buckets().getFirst());
  }

  @Test
  void percentilesLieBetweenTheBoundsOfTheirBucket() {
    Timer timer = new Timer();
    for (int i = 0; i < 98; i++) {
      timer.record(20 * MILLI);
    }
    timer.record(4_000 * MILLI);
    timer.record(4_000 * MILLI);
    double half = timer.read().quantile(0.5);
    double late = timer.read().quantile(0.99);
    assertTrue(half > 0.01 && half <= 0.025, "half " + half);
    assertTrue(late > 2.5 && late <= 5, "late " + late);
  }

  @Test
  void ofNothingAllPercentilesAreZeroAndBeyondTheLastBoundThereIsOnlyThat() {
    assertEquals(0, Timer.Reading.NOTHING.quantile(0.99));
    Timer timer = new Timer();
    timer.record(3_600_000 * MILLI);
    assertEquals(600, timer.read().quantile(0.5));
  }

  @Test
  void theDifferenceOfTwoReadingsIsWhatCameBetween() {
    Timer timer = new Timer();
    timer.record(5_000 * MILLI);
    Timer.Reading before = timer.read();
    timer.record(2 * MILLI);
    Timer.Reading between = timer.read().minus(before);
    assertEquals(1, between.count());
    assertEquals(0.002, between.sum(), 1e-6);
    assertTrue(between.quantile(0.99) < 0.003);
  }
}
