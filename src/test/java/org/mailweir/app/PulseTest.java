package org.mailweir.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailweir.control.Status;
import org.mailweir.metrics.Metrics;

class PulseTest {

  private static final long MILLI = 1_000_000;

  private final Metrics metrics = new Metrics();
  private Instant now = Instant.parse("2026-11-20T23:50:00Z");
  private final Pulse pulse =
      new Pulse(
          metrics,
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }
          });

  private void messages(int count, long millis) {
    metrics.add("messages_by_fate_total", "fate", "pass", count);
    for (int i = 0; i < count; i++) {
      metrics.timer("message_seconds").record(millis * MILLI);
    }
  }

  private void pass(Duration time) {
    for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plusSeconds(10)) {
      now = now.plusSeconds(10);
      pulse.beat();
    }
  }

  @Test
  void onlyTheLastFiveMinutesCount() {
    messages(1000, 4_000);
    pass(Duration.ofMinutes(6));
    messages(50, 2);
    pass(Duration.ofMinutes(2));
    Status.Traffic traffic = pulse.traffic();
    assertEquals(10, traffic.perMinute(), 0.5);
    assertTrue(traffic.message().p99() < 0.003, () -> traffic.message().toString());
    assertEquals(1050, traffic.total().get("pass"));
  }

  @Test
  void mostOfTheLastMessagesPutOffIsAReason() {
    metrics.add("messages_by_fate_total", "fate", "defer", 500);
    messages(10, 1);
    pass(Duration.ofMinutes(6));
    metrics.add("messages_by_fate_total", "fate", "defer", 6);
    messages(3, 1);
    assertEquals(List.of(), reasons());
    messages(2, 1);
    assertEquals(
        List.of("6 of the 11 messages of the last 5 minutes were put off; see the log"), reasons());
    messages(1, 1);
    assertEquals(List.of(), reasons());
  }

  private List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    StatusReport.explainDeferred(pulse.lately(), reasons);
    return reasons;
  }

  @Test
  void justAfterTheStartTheRateIsOfTheTimeSinceThen() {
    now = now.plusSeconds(60);
    messages(30, 1);
    assertEquals(30, pulse.traffic().perMinute(), 0.01);
  }

  @Test
  void atMidnightADayBegins() {
    messages(7, 1);
    pass(Duration.ofMinutes(11));
    messages(2, 1);
    assertEquals(2, pulse.traffic().today().get("pass"));
    assertEquals(9, pulse.traffic().total().get("pass"));
  }
}
