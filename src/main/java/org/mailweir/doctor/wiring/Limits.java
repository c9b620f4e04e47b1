package org.mailweir.doctor.wiring;

import java.util.List;
import java.util.stream.Stream;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.wiring.Sandwich.Feed;

/** How much Postfix sends at a time, and whether a restart of Mailweir holds up all mail. */
final class Limits {

  static final List<WiringCheck> CHECKS =
      List.of(
          Feeds.each(Limits::recipients),
          Feeds.each(Limits::cohorts),
          Feeds.each(Limits::feedback),
          Feeds.each(Limits::concurrency),
          Limits::places,
          Limits::connections);

  private static final int ONE_TRANSACTION = 1_000;

  private Limits() {}

  private static String parameter(Feed feed, String rest) {
    return feed.service().name() + "_" + rest;
  }

  private static String value(Sandwich s, Feed feed, String rest) {
    String name = parameter(feed, rest);
    return s.postfix().knows(name) ? s.postfix().value(name) : s.postfix().value("default_" + rest);
  }

  private static Stream<Diagnosis> recipients(Sandwich s, Feed feed) {
    int limit = Sandwich.number(value(s, feed, "destination_recipient_limit"), 50);
    if (limit == 0 || limit >= ONE_TRANSACTION) {
      return Stream.of();
    }
    String name = parameter(feed, "destination_recipient_limit");
    return Stream.of(
        Note.warning(
            "recipient-limit",
            "Postfix brings a message in pieces of " + limit + " recipients.",
            "main.cf: " + name,
            "A message for 1000 comes in "
                + (ONE_TRANSACTION + limit - 1) / limit
                + " transactions instead of one.",
            new Remedies(s.postfix()).set(name, Integer.toString(ONE_TRANSACTION))));
  }

  private static Stream<Diagnosis> cohorts(Sandwich s, Feed feed) {
    String rest = "destination_concurrency_failed_cohort_limit";
    return value(s, feed, rest).equals("0")
        ? Stream.of()
        : Stream.of(
            Note.warning(
                "cohort-limit",
                "After a few refused connections Postfix calls Mailweir dead.",
                "main.cf: " + parameter(feed, rest),
                "A restart of Mailweir holds up all mail for minimal_backoff_time ("
                    + s.postfix().value("minimal_backoff_time")
                    + ").",
                new Remedies(s.postfix()).set(parameter(feed, rest), "0")));
  }

  private static Stream<Diagnosis> feedback(Sandwich s, Feed feed) {
    String rest = "destination_concurrency_negative_feedback";
    return value(s, feed, rest).equals("0")
        ? Stream.of()
        : Stream.of(
            Note.warning(
                "negative-feedback",
                "Each refused connection makes Postfix send fewer messages at a time.",
                "main.cf: " + parameter(feed, rest),
                "After a restart of Mailweir mail flows slowly for a while, or not at all.",
                new Remedies(s.postfix()).set(parameter(feed, rest), "0")));
  }

  private static Stream<Diagnosis> concurrency(Sandwich s, Feed feed) {
    int limit = Sandwich.number(value(s, feed, "destination_concurrency_limit"), 20);
    int processes = s.processes(feed.service());
    String name = parameter(feed, "destination_concurrency_limit");
    if (limit == 1) {
      return Stream.of(
          Note.warning(
              "one-at-a-time",
              "Postfix sends Mailweir one message at a time.",
              "main.cf: " + name,
              "One that takes long holds up all others.",
              new Remedies(s.postfix())
                  .set(name, Integer.toString(Recommendation.atOnce(s.settings())))));
    }
    if (processes == 0 || (limit > 0 && limit <= processes)) {
      return Stream.of();
    }
    return Stream.of(
        Note.advice(
            "concurrency-beyond-maxproc",
            "Postfix would send "
                + (limit == 0 ? "any number of" : Integer.toString(limit))
                + " messages at once, but has only "
                + processes
                + " processes for it.",
            "main.cf: " + name,
            "The smaller number holds; messages wait for a process.",
            new Remedies(s.postfix()).set(name, Integer.toString(processes))));
  }

  /** Messages that wait before DATA hold a process of Postfix, and run into its timeout. */
  private static Stream<Diagnosis> places(Sandwich s) {
    int most = s.settings().listen().maxMessages();
    int sum = processes(s);
    if (sum <= most || s.feeds().isEmpty()) {
      return Stream.of();
    }
    Feed widest = widest(s);
    int good = Math.min(Recommendation.atOnce(s.settings()), most);
    return Stream.of(
        Note.warning(
            "maxproc-beyond-capacity",
            "Postfix may bring "
                + (sum == Integer.MAX_VALUE ? "any number of" : Integer.toString(sum))
                + " messages at once; Mailweir works on "
                + most
                + " (max_messages of [listen]).",
            widest.service().place() + ", maxproc",
            "Under load the rest waits before DATA, and is put off when Postfix' patience ends.",
            new Remedies(s.postfix())
                .column(widest.service(), "process_limit", Integer.toString(good))));
  }

  private static int processes(Sandwich s) {
    int sum = 0;
    for (Feed feed : s.feeds()) {
      sum = (int) Math.min(Integer.MAX_VALUE, (long) sum + width(s, feed));
    }
    return sum;
  }

  private static Feed widest(Sandwich s) {
    Feed widest = s.feeds().getFirst();
    for (Feed feed : s.feeds()) {
      if (width(s, feed) > width(s, widest)) {
        widest = feed;
      }
    }
    return widest;
  }

  private static int width(Sandwich s, Feed feed) {
    int own = s.processes(feed.service());
    return own == 0 ? Integer.MAX_VALUE : own;
  }

  private static Stream<Diagnosis> connections(Sandwich s) {
    int most = s.settings().listen().maxConnections();
    int sum = processes(s);
    return s.feeds().isEmpty() || sum == Integer.MAX_VALUE || sum <= most
        ? Stream.of()
        : Stream.of(
            Note.error(
                "too-few-connections",
                "Postfix may open " + sum + " connections; Mailweir takes " + most + ".",
                "mailweir.toml: max_connections of [listen]",
                "The rest is greeted with 421, and Postfix puts the mail off.",
                "[listen]",
                "max_connections = " + 2 * sum));
  }
}
