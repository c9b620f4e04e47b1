package org.mailweir.peer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {

  private long now = Long.MAX_VALUE - 5; // the clock may wrap around
  private final Breaker breaker = new Breaker(3, Duration.ofNanos(10), () -> now);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertTrue(breaker.admits());
      breaker.failed();
    }
  }

  @Test
  void opensAfterThreeFailuresInARow() {
    fail(2);
    breaker.succeeded();
    fail(3);
    assertFalse(breaker.admits());
  }

  @Test
  void letsOneThroughAfterAWhile() {
    fail(3);
    now += 9;
    assertFalse(breaker.admits());
    now += 1;
    assertTrue(breaker.admits());
    assertFalse(breaker.admits(), "one at a time");
  }

  @Test
  void closesWhenThatOneSucceeds() {
    fail(3);
    now += 10;
    assertTrue(breaker.admits());
    breaker.succeeded();
    assertTrue(breaker.admits());
    assertTrue(breaker.admits());
  }

  @Test
  void restsAgainWhenThatOneFails() {
    fail(3);
    now += 10;
    fail(1);
    assertFalse(breaker.admits());
    now += 10;
    assertTrue(breaker.admits());
  }

  @Test
  void letsAnotherThroughWhenThatOneWasNotAsked() {
    fail(3);
    now += 10;
    assertTrue(breaker.admits());
    breaker.undecided();
    assertTrue(breaker.admits());
  }
}
