package org.mailweir.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How short and how long a time of the configuration may be. A time that is too short makes every
 * message fail; one that is too long is a slip of the pen, and hides what it should end. The
 * records themselves do not know these limits, so that tests can be quick.
 */
record TimeLimit(
    String key, Function<MailweirSettings, Duration> time, Duration least, Duration most) {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration YEARS = Duration.ofDays(3_650);

  private static final List<TimeLimit> ALL =
      List.of(
          new TimeLimit("listen.idle_timeout", s -> s.listen().idleTimeout(), SECOND, DAY),
          new TimeLimit("listen.drain_timeout", s -> s.listen().drainTimeout(), SECOND, HOUR),
          new TimeLimit("analysis.soft_deadline", s -> s.analysis().softDeadline(), SECOND, HOUR),
          new TimeLimit("analysis.hard_deadline", s -> s.analysis().hardDeadline(), SECOND, HOUR),
          new TimeLimit(
              "attachments.time", s -> s.attachments().time(), Duration.ofMillis(100), MINUTE),
          new TimeLimit(
              "virus.connect_timeout",
              s -> s.virus().connectTimeout(),
              Duration.ofMillis(100),
              MINUTE),
          new TimeLimit("virus.answer_timeout", s -> s.virus().answerTimeout(), SECOND, HOUR),
          new TimeLimit("virus.retry_after", s -> s.virus().retryAfter(), SECOND, HOUR),
          new TimeLimit(
              "spamd.connect_timeout",
              s -> s.spamd().connectTimeout(),
              Duration.ofMillis(100),
              MINUTE),
          new TimeLimit("spamd.answer_timeout", s -> s.spamd().answerTimeout(), SECOND, HOUR),
          new TimeLimit("spamd.retry_after", s -> s.spamd().retryAfter(), SECOND, HOUR),
          new TimeLimit(
              "analysis.remember_for",
              s -> s.analysis().rememberFor(),
              SECOND,
              Duration.ofDays(30)),
          new TimeLimit("dns.timeout", s -> s.dns().timeout(), Duration.ofMillis(100), MINUTE),
          new TimeLimit("dns.budget", s -> s.dns().budget(), Duration.ofMillis(100), MINUTE),
          new TimeLimit("dns.max_ttl", s -> s.dns().maxTtl(), Duration.ZERO, DAY),
          new TimeLimit("dnsbl.off_for", s -> s.dnsbl().offFor(), SECOND, DAY),
          new TimeLimit("dns.rest", s -> s.dns().rest(), SECOND, HOUR),
          new TimeLimit(
              "recent.keep_for", s -> s.recent().keepFor(), Duration.ZERO, Duration.ofDays(90)),
          new TimeLimit(
              "reinject.command_timeout", s -> s.reinject().commandTimeout(), SECOND, HOUR),
          new TimeLimit(
              "reinject.final_timeout",
              s -> s.reinject().finalTimeout(),
              Duration.ofMinutes(1),
              HOUR),
          new TimeLimit("reinject.keep_idle", s -> s.reinject().keepIdle(), SECOND, HOUR),
          new TimeLimit("quarantine.keep", s -> s.quarantine().keep(), Duration.ZERO, YEARS),
          new TimeLimit("learn.lock_timeout", s -> s.learn().lockTimeout(), SECOND, MINUTE),
          new TimeLimit("learn.keep_list", s -> s.learn().keepList(), DAY, YEARS),
          new TimeLimit("journal.counters_every", s -> s.journal().countersEvery(), SECOND, DAY));

  /** Keys whose time is beyond its limits, and what to do about it. */
  static Map<String, String> broken(MailweirSettings settings) {
    Map<String, String> broken = new LinkedHashMap<>();
    for (TimeLimit limit : ALL) {
      if (!limit.allows(limit.time().apply(settings))) {
        broken.put(limit.key(), limit.range() + " is expected");
      }
    }
    return broken;
  }

  private boolean allows(Duration value) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }

  private String range() {
    return Values.text(least) + " to " + Values.text(most);
  }
}
