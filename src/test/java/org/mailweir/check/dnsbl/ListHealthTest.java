package org.mailweir.check.dnsbl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ListHealthTest {

  private final AtomicLong clock = new AtomicLong();
  private final ListHealth health = new ListHealth("a", Duration.ofHours(1), clock::get);

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void eachTimeInARowItIsLeftAloneForTwiceAsLong() {
    for (int hours : new int[] {1, 2, 4, 8, 16, 24, 24}) {
      health.wrong("refused");
      health.wrong("refused again by a question that was under way");
      pass(Duration.ofHours(hours).minusSeconds(1));
      assertEquals("refused", health.off());
      pass(Duration.ofSeconds(1));
      assertNull(health.off());
    }
    health.passed();
    health.wrong("refused");
    pass(Duration.ofHours(1));
    assertNull(health.off());
  }

  @Test
  void silenceIsForgivenByAnAnswer() {
    for (int i = 0; i < 19; i++) {
      health.silent();
    }
    health.answered();
    health.silent();
    assertNull(health.off());
    for (int i = 0; i < 19; i++) {
      health.silent();
    }
    assertEquals("timeout", health.off());
    pass(Duration.ofMinutes(1));
    assertNull(health.off());
  }

  @Test
  void itIsTestedOnceAnHourAndAgainWhenThatToldNothing() {
    AtomicInteger tests = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      test(tests);
    }
    assertEquals(1, tests.get());
    pass(Duration.ofHours(1));
    test(tests);
    assertEquals(2, tests.get());
    health.untested();
    test(tests);
    assertEquals(3, tests.get());
  }

  private void test(AtomicInteger tests) {
    health.test(
        () -> {
          tests.incrementAndGet();
          return CompletableFuture.completedFuture(null);
        });
  }
}
