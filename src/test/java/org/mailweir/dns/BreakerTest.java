package org.mailweir.dns;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {

  private final AtomicLong clock = new AtomicLong(1_000);
  private final Breaker breaker = new Breaker(3, Duration.ofSeconds(60), clock::get);

  private boolean silence(int times) {
    boolean rests = false;
    for (int i = 0; i < times; i++) {
      rests |= breaker.silent(clock.get());
    }
    return rests;
  }

  @Test
  void itRestsAfterSilenceAndOneTryEndsTheRest() {
    assertTrue(silence(3));
    assertTrue(breaker.isResting());
    assertFalse(breaker.takeTrial());
    clock.addAndGet(Duration.ofSeconds(60).toNanos());
    assertTrue(breaker.takeTrial());
    assertFalse(breaker.takeTrial());
    assertTrue(breaker.isResting());
    clock.addAndGet(1);
    breaker.heard();
    assertFalse(breaker.isResting());
  }

  @Test
  void aTryThatFailsBeginsAnotherRest() {
    silence(3);
    clock.addAndGet(Duration.ofSeconds(60).toNanos());
    breaker.takeTrial();
    silence(1);
    assertFalse(breaker.takeTrial());
    clock.addAndGet(Duration.ofSeconds(59).toNanos());
    assertFalse(breaker.takeTrial());
    clock.addAndGet(Duration.ofSeconds(1).toNanos());
    assertTrue(breaker.takeTrial());
  }

  @Test
  void anAnswerToAnotherQuestionShowsThatItLives() {
    long asked = clock.getAndAdd(10);
    breaker.heard();
    for (int i = 0; i < 50; i++) {
      assertFalse(breaker.silent(asked));
    }
    assertFalse(breaker.isResting());
  }

  @Test
  void silenceMustBeInARow() {
    silence(2);
    clock.addAndGet(1);
    breaker.heard();
    clock.addAndGet(1);
    assertFalse(silence(2));
    assertTrue(silence(1));
  }
}
