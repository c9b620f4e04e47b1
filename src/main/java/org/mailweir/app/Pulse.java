package org.mailweir.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.mailweir.control.Status;
import org.mailweir.metrics.Metrics;
import org.mailweir.metrics.Timer;

/**
 * What has happened lately: the difference between the counters now and those of a while ago.
 * {@link #beat} is called every few seconds.
 */
final class Pulse {

  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final Metrics metrics;
  private final Clock clock;
  private final Deque<Beat> beats = new ArrayDeque<>();
  private LocalDate day;
  private Map<String, Long> atMidnight = Map.of();

  private record Beat(
      Instant when, Map<String, Long> fates, Timer.Reading message, Timer.Reading analysis) {

    long messages() {
      return fates.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * @param clock with the time zone whose midnight begins a day
   */
  Pulse(Metrics metrics, Clock clock) {
    this.metrics = metrics;
    this.clock = clock;
    this.day = LocalDate.now(clock);
    beat();
  }

  private Beat now() {
    return new Beat(
        clock.instant(),
        metrics.values("messages_by_fate_total"),
        metrics.timer("message_seconds").read(),
        metrics.timer("analysis_seconds").read());
  }

  /** Remembers the counters as they are now. */
  synchronized void beat() {
    Beat now = now();
    LocalDate today = LocalDate.now(clock);
    if (!today.equals(day)) {
      day = today;
      atMidnight = now.fates();
    }
    beats.addLast(now);
    // The oldest that stays is as old as the window, or the last before it.
    while (beats.size() > 1 && isOld(second(), now)) {
      beats.removeFirst();
    }
  }

  private Beat second() {
    return beats.stream().skip(1).findFirst().orElseThrow();
  }

  private static boolean isOld(Beat beat, Beat now) {
    return Duration.between(beat.when(), now.when()).compareTo(WINDOW) >= 0;
  }

  synchronized Status.Traffic traffic() {
    Beat now = now();
    Beat then = beats.getFirst();
    double minutes = Math.max(1, Duration.between(then.when(), now.when()).toSeconds()) / 60.0;
    Map<String, Long> today = new TreeMap<>(now.fates());
    atMidnight.forEach((fate, before) -> today.merge(fate, -before, Long::sum));
    return new Status.Traffic(
        today,
        now.fates(),
        (now.messages() - then.messages()) / minutes,
        times(now.message().minus(then.message())),
        times(now.analysis().minus(then.analysis())));
  }

  /** What has become of the messages of the last five minutes: how many by their fate. */
  synchronized Map<String, Long> lately() {
    Map<String, Long> lately = new TreeMap<>(now().fates());
    beats.getFirst().fates().forEach((fate, before) -> lately.merge(fate, -before, Long::sum));
    return lately;
  }

  private static Status.Times times(Timer.Reading lately) {
    return new Status.Times(lately.quantile(0.5), lately.quantile(0.99));
  }
}
