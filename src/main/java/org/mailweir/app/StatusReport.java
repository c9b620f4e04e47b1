package org.mailweir.app;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailweir.config.MailweirSettings;
import org.mailweir.control.Status;
import org.mailweir.metrics.Metrics;
import org.mailweir.metrics.Sources;

/** Puts the status together. */
final class StatusReport {

  /** Less than that, and the quarantine and the spool will soon be unwritable. */
  private static final long LITTLE = 64L << 20;

  /** So many messages, and most of them put off, are no accident. */
  private static final int TELLING = 10;

  private static final String RESTING = "_server_resting";

  private final Supplier<MailweirSettings> current;
  private final Metrics metrics;
  private final Pulse pulse;
  private final Stock stock;
  private final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private volatile Status.@Nullable Reload reload;
  private volatile boolean stopping;

  StatusReport(Supplier<MailweirSettings> current, Metrics metrics, Pulse pulse, Stock stock) {
    this.current = current;
    this.metrics = metrics;
    this.pulse = pulse;
    this.stock = stock;
  }

  void reloaded(Status.Reload done) {
    reload = done;
  }

  void stopping() {
    stopping = true;
  }

  Status status() {
    MailweirSettings settings = current.get();
    return new Status(
        Version.TEXT,
        ProcessHandle.current().pid(),
        started.toString(),
        Duration.between(started, Instant.now()).toSeconds(),
        reasons(),
        ports(settings),
        pulse.traffic(),
        load(),
        silent(),
        servers(),
        stock.seen(),
        reload);
  }

  private static Status.Ports ports(MailweirSettings settings) {
    return new Status.Ports(
        Stream.of(settings.listen().outside(), settings.listen().inside())
            .filter(e -> e != null)
            .map(Object::toString)
            .toList(),
        settings.reinject().to().toString());
  }

  /** Why mail does not flow as it should. */
  List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    if (stopping) {
      reasons.add("mailweir is stopping");
    }
    Map<String, Sources.Silence> silent = metrics.sources().silent();
    explain(silent.get("reinject"), "the port behind us takes no mail", reasons);
    explain(silent.get("quarantine"), "the quarantine cannot be written", reasons);
    for (String check : Wiring.analysis(current.get()).required()) {
      explain(silent.get(check), "the required check " + check + " has no answer", reasons);
    }
    long free = stock.seen().freeBytes();
    if (free >= 0 && free < LITTLE) {
      reasons.add("the disk of state_dir has only " + (free >> 20) + " MiB left");
    }
    explainDeferred(pulse.lately(), reasons);
    return reasons;
  }

  /** Few messages say little: one that no server likes is tried again and again. */
  static void explainDeferred(Map<String, Long> lately, List<String> reasons) {
    long all = lately.values().stream().mapToLong(Long::longValue).sum();
    long deferred = lately.getOrDefault("defer", 0L);
    if (all >= TELLING && 2 * deferred > all) {
      reasons.add(
          deferred
              + " of the "
              + all
              + " messages of the last 5 minutes were put off; see the log");
    }
  }

  private static void explain(
      Sources.@Nullable Silence silence, String what, List<String> reasons) {
    if (silence != null) {
      reasons.add(what + " since " + second(silence.since()) + ": " + silence.reason());
    }
  }

  private Status.Load load() {
    Map<String, DoubleSupplier> gauges = metrics.gauges();
    return new Status.Load(
        metrics.live().size(),
        number(gauges, "admission_waiting"),
        number(gauges, "admission_places"),
        number(gauges, "workers"),
        number(gauges, "workers_busy"),
        number(gauges, "workers_waiting"),
        number(gauges, "reinject_in_use"),
        number(gauges, "reinject_connections"));
  }

  private static int number(Map<String, DoubleSupplier> gauges, String name) {
    DoubleSupplier gauge = gauges.get(name);
    return gauge == null ? 0 : (int) gauge.getAsDouble();
  }

  private List<Status.Silent> silent() {
    List<Status.Silent> all = new ArrayList<>();
    metrics
        .sources()
        .silent()
        .forEach(
            (name, s) ->
                all.add(new Status.Silent(name, second(s.since()), s.reason(), s.messages())));
    return all;
  }

  private static String second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private List<Status.Server> servers() {
    List<Status.Server> all = new ArrayList<>();
    metrics
        .tables()
        .forEach(
            (table, members) -> {
              if (table.endsWith(RESTING) || table.equals("dnsbl_list_off")) {
                String kind = table.replace(RESTING, "").replace("_list_off", "");
                members.forEach((name, rests) -> all.add(new Status.Server(kind, name, rests > 0)));
              }
            });
    return all;
  }
}
