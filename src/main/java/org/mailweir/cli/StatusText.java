package org.mailweir.cli;

import static org.mailweir.cli.TerminalText.printable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mailweir.control.Status;
import org.mailweir.metrics.Live;

/** The status and the messages under way as lines for a terminal. */
final class StatusText {

  /** The order in which people think of them. */
  private static final List<String> FATES =
      List.of("pass", "tag", "hold", "defer", "refuse", "teach");

  private StatusText() {}

  static List<String> of(Status s) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "mailweir "
            + s.version()
            + ", process "
            + s.pid()
            + ", up "
            + span(s.uptimeSeconds())
            + " since "
            + s.started());
    lines.add(s.isHealthy() ? "mail flows" : "MAIL DOES NOT FLOW AS IT SHOULD");
    s.reasons().forEach(r -> lines.add("  " + printable(r)));
    line(lines, "ports", String.join(" and ", s.ports().listen()) + " to " + s.ports().reinject());
    line(lines, "today", fates(s.traffic().today()));
    line(lines, "since start", fates(s.traffic().total()));
    line(lines, "last 5 min", lately(s.traffic()));
    line(lines, "now", load(s.load()));
    line(
        lines,
        "reinjection",
        s.load().reinjectInUse() + " of " + s.load().reinjectConnections() + " connections in use");
    line(lines, "servers", servers(s.servers()));
    s.unavailable().forEach(u -> line(lines, "unavailable", silent(u)));
    line(lines, "classifier", lessons(s.stored()));
    line(
        lines,
        "quarantine",
        s.stored().held() < 0 ? "not known" : s.stored().held() + " messages held");
    line(
        lines,
        "disk",
        s.stored().freeBytes() < 0 ? "not known" : (s.stored().freeBytes() >> 20) + " MiB free");
    reload(lines, s);
    return lines;
  }

  private static void line(List<String> lines, String name, String words) {
    lines.add(String.format(Locale.ROOT, "%-12s %s", name, words));
  }

  private static String fates(Map<String, Long> counts) {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    return all
        + " messages: "
        + FATES.stream()
            .map(f -> f + " " + counts.getOrDefault(f, 0L))
            .collect(Collectors.joining(", "));
  }

  private static String lately(Status.Traffic traffic) {
    return String.format(
        Locale.ROOT,
        "%.1f messages a minute; reply after %s (half of them), %s (99 %%); analysis %s, %s",
        traffic.perMinute(),
        time(traffic.message().p50()),
        time(traffic.message().p99()),
        time(traffic.analysis().p50()),
        time(traffic.analysis().p99()));
  }

  /** Seconds as people say them. */
  static String time(double seconds) {
    if (seconds == 0) {
      return "-";
    }
    return seconds < 1
        ? String.format(Locale.ROOT, "%.1f ms", seconds * 1000)
        : String.format(Locale.ROOT, "%.1f s", seconds);
  }

  static String load(Status.Load load) {
    return String.format(
        Locale.ROOT,
        "%d messages here (%d places), %d wait for a place; %d of %d workers busy, %d wait for one",
        load.inFlight(),
        load.places(),
        load.waiting(),
        load.workersBusy(),
        load.workers(),
        load.workersWaiting());
  }

  private static String servers(List<Status.Server> servers) {
    List<String> resting =
        servers.stream()
            .filter(Status.Server::resting)
            .map(x -> x.kind() + " " + printable(x.name()))
            .toList();
    return resting.isEmpty()
        ? servers.size() + " servers and lists, none left alone"
        : resting.size()
            + " of "
            + servers.size()
            + " left alone for a while: "
            + String.join(", ", resting);
  }

  private static String silent(Status.Silent u) {
    return String.format(
        Locale.ROOT,
        "%s since %s, %d messages: %s",
        u.name(),
        u.since(),
        u.messages(),
        printable(u.reason()));
  }

  private static String lessons(Status.Stored stored) {
    return stored.spam() < 0
        ? "its log cannot be read"
        : String.format(
            Locale.ROOT,
            "%d spam, %d ham, %d disputed",
            stored.spam(),
            stored.ham(),
            Math.max(0, stored.disputed()));
  }

  private static void reload(List<String> lines, Status s) {
    Status.Reload reload = s.reload();
    if (reload == null) {
      return;
    }
    line(lines, "reload", reload.when() + (reload.good() ? ", in force" : ", REFUSED"));
    reload.problems().forEach(p -> lines.add("  " + printable(p)));
  }

  /** {@code 3d 4h}, {@code 5m 6s}. */
  static String span(long seconds) {
    Duration time = Duration.ofSeconds(seconds);
    if (time.toDays() > 0) {
      return time.toDays() + "d " + time.toHoursPart() + "h";
    }
    return time.toHours() > 0
        ? time.toHours() + "h " + time.toMinutesPart() + "m"
        : time.toMinutes() + "m " + time.toSecondsPart() + "s";
  }

  /** The heading of {@link #row}. */
  static String heading() {
    return String.format(
        Locale.ROOT,
        "%-7s %-9s %-26s %-12s %9s  %s",
        "AGE",
        "STAGE",
        "DOING",
        "QUEUE ID",
        "SIZE",
        "FROM AND TO");
  }

  static String row(Live.View v) {
    int more = v.letter().recipients() - v.letter().firstRecipients().size();
    return String.format(
        Locale.ROOT,
        "%-7s %-9s %-26s %-12s %9s  <%s> %s%s  %s",
        age(v.ageMillis()),
        v.stage().name().toLowerCase(Locale.ROOT),
        doing(v),
        printable(v.letter().queueId().isEmpty() ? "-" : v.letter().queueId()),
        v.size() == 0 ? "-" : Long.toString(v.size()),
        printable(v.letter().sender()),
        printable(String.join(",", v.letter().firstRecipients())),
        more > 0 ? " and " + more + " more" : "",
        v.letter().id());
  }

  private static String doing(Live.View v) {
    return v.doing().isEmpty() ? "-" : printable(v.doing());
  }

  private static String age(long millis) {
    return millis < 10_000
        ? String.format(Locale.ROOT, "%.1fs", millis / 1000.0)
        : millis / 1000 + "s";
  }
}
