package org.mailweir.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {

  private final AtomicLong clock = new AtomicLong();
  private final AnswerCache cache = new AnswerCache(10_000, Duration.ofHours(1), clock::get);

  private static Question question(String name) {
    return new Question(name, RecordType.A);
  }

  private void put(String name, Duration life, int octets) {
    cache.put(question(name), new Timed(new DnsAnswer.Absent(false), life, octets));
  }

  @Test
  void anAnswerHoldsForItsLifeAndNoLongerThanTheLimit() {
    put("short.example", Duration.ofSeconds(10), 0);
    put("long.example", Duration.ofDays(7), 0);
    put("never.example", Duration.ZERO, 0);
    assertNull(cache.get(question("never.example")));
    clock.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
    assertNotNull(cache.get(question("short.example")));
    clock.addAndGet(1);
    assertNull(cache.get(question("short.example")));
    clock.addAndGet(Duration.ofHours(1).toNanos());
    assertNull(cache.get(question("long.example")));
    assertEquals(0, cache.size());
  }

  @Test
  void whatWasNotAskedForLongestIsForgottenFirst() {
    for (int i = 0; i < 30; i++) {
      put("n" + i + ".example", Duration.ofMinutes(5), 0);
    }
    assertNotNull(cache.get(question("n0.example")));
    for (int i = 30; i < 60; i++) {
      put("n" + i + ".example", Duration.ofMinutes(5), 0);
      assertNotNull(cache.get(question("n0.example")));
    }
    assertNull(cache.get(question("n1.example")));
  }

  @Test
  void oneLargeAnswerDoesNotDriveOutTheOthers() {
    put("small.example", Duration.ofMinutes(5), 0);
    put("huge.example", Duration.ofMinutes(5), 64_000);
    assertNotNull(cache.get(question("small.example")));
    assertNull(cache.get(question("huge.example")));
  }
}
