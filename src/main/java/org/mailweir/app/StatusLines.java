package org.mailweir.app;

import java.util.Locale;
import java.util.stream.Collectors;
import org.mailweir.control.Status;

/**
 * The status as lines of a name, a blank and a number, for scripts on hosts where nothing reads
 * JSON. Names only ever come and go at the end of the list.
 */
final class StatusLines {

  private StatusLines() {}

  static String of(Status s) {
    StringBuilder out = new StringBuilder();
    line(out, "version", s.version());
    line(out, "uptime_seconds", s.uptimeSeconds());
    line(out, "healthy", s.isHealthy() ? 1 : 0);
    s.reasons().forEach(reason -> line(out, "reason", safe(reason)));
    s.traffic().total().forEach((fate, count) -> line(out, fate + "_total", count));
    line(out, "messages_total", s.traffic().total().values().stream().mapToLong(n -> n).sum());
    line(out, "per_minute", s.traffic().perMinute());
    line(out, "message_p50_seconds", s.traffic().message().p50());
    line(out, "message_p99_seconds", s.traffic().message().p99());
    line(out, "analysis_p50_seconds", s.traffic().analysis().p50());
    line(out, "analysis_p99_seconds", s.traffic().analysis().p99());
    line(out, "in_flight", s.load().inFlight());
    line(out, "waiting", s.load().waiting());
    line(out, "places", s.load().places());
    line(out, "workers_busy", s.load().workersBusy());
    line(out, "workers_waiting", s.load().workersWaiting());
    line(out, "reinject_in_use", s.load().reinjectInUse());
    line(out, "held", s.stored().held());
    line(out, "lessons_spam", s.stored().spam());
    line(out, "lessons_ham", s.stored().ham());
    line(out, "free_bytes", s.stored().freeBytes());
    line(out, "servers_resting", s.servers().stream().filter(Status.Server::resting).count());
    line(out, "reload_failed", s.reload() != null && !s.reload().good() ? 1 : 0);
    line(out, "unavailable", s.unavailable().size());
    line(
        out,
        "unavailable_names",
        s.unavailable().stream().map(Status.Silent::name).collect(Collectors.joining(",")));
    return out.toString().strip();
  }

  private static void line(StringBuilder out, String name, Object value) {
    String text =
        value instanceof Double number ? String.format(Locale.ROOT, "%.4f", number) : value + "";
    out.append(name).append(' ').append(text).append('\n');
  }

  /** One line of ASCII without what a shell or a monitoring protocol takes for something else. */
  private static String safe(String text) {
    return text.replaceAll("[^ -~]", "?").replace('|', '/');
  }
}
