package org.mailweir.app;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mailweir.config.MailweirSettings;
import org.mailweir.control.ControlServer;
import org.mailweir.control.Status;
import org.mailweir.learn.Trainer;
import org.mailweir.metrics.Metrics;
import org.mailweir.metrics.prometheus.Exposition;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.review.HeldList;
import org.mailweir.web.WebSettings;
import org.mailweir.web.monitor.MonitorRoutes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets an administrator see what the daemon does, and tell it something: by the control socket, and
 * for the web pages. Trouble in here is logged; mail flows on.
 */
public final class Operations implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /** Seen from the start, so that an alert on their increase hears of the first one. */
  private static final List<String> COUNTERS =
      List.of(
          "messages_total",
          "analyses_total",
          "held_total",
          "deferred_total",
          "quarantine_errors_total",
          "scan_incomplete_total",
          "poison_total",
          "reinject_unreachable_total",
          "partial_delivery_total",
          "client_gone_total",
          "check_unavailable_total");

  private static final List<String> TIMERS =
      List.of(
          "admission_wait_seconds",
          "worker_wait_seconds",
          "parse_seconds",
          "analysis_seconds",
          "hold_seconds",
          "reinject_seconds",
          "message_seconds");

  /** Sources that are no checks. */
  static final Set<String> OURS = Set.of("reinject", "quarantine");

  private static final Duration BEAT = Duration.ofSeconds(10);
  private static final Duration COUNT = Duration.ofSeconds(30);

  private final Metrics metrics;
  private final StatusReport report;
  private final Supplier<Status.Reload> reload;
  private final @Nullable Path socket;
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().daemon().name("figures-", 1).factory());
  private final Stock stock;
  private final Pulse pulse;
  private @Nullable ControlServer server;

  /**
   * Wires it up; {@link #start} opens the socket.
   *
   * @param current the settings in force
   * @param held the list that the web pages use too
   * @param reload reads the configuration again
   */
  Operations(
      Supplier<MailweirSettings> current,
      Metrics metrics,
      HeldList held,
      Trainer trainer,
      Supplier<Status.Reload> reload) {
    MailweirSettings settings = current.get();
    this.metrics = metrics;
    this.reload = reload;
    this.socket = settings.control().path();
    this.stock =
        new Stock(
            settings.stateDir(),
            () -> new QuarantineFolder(current.get().quarantine()),
            held,
            trainer,
            metrics);
    this.pulse = new Pulse(metrics, Clock.systemDefaultZone());
    this.report = new StatusReport(current, metrics, pulse, stock);
    COUNTERS.forEach(name -> metrics.add(name, 0));
    TIMERS.forEach(metrics::timer);
    JvmFigures.register(metrics);
    metrics.table("build_info", "version", () -> Map.of(Version.TEXT, 1L));
    metrics.gauge("health_reasons", () -> report.reasons().size());
  }

  /** Answers from now on, unless the socket cannot be had, which is logged. */
  void start() {
    timer.scheduleWithFixedDelay(
        guarded(pulse::beat), BEAT.toSeconds(), BEAT.toSeconds(), TimeUnit.SECONDS);
    timer.scheduleWithFixedDelay(guarded(stock::count), 1, COUNT.toSeconds(), TimeUnit.SECONDS);
    if (socket == null) {
      return;
    }
    try {
      server = new ControlServer(socket, commands());
    } catch (IOException | RuntimeException e) {
      LOG.error("mail flows, but mailweir status has nobody to ask: {}", e.getMessage());
    }
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.warn("figures could not be had", e);
      }
    };
  }

  private Map<String, ControlServer.Command> commands() {
    return Map.of(
        "status", who -> GSON.toJson(status()),
        "lines", who -> StatusLines.of(status()),
        "live", who -> GSON.toJson(metrics.live().all()),
        "metrics", who -> prometheus(),
        "reload", this::reload);
  }

  private String reload(String who) {
    LOG.info("{} asks for the configuration to be read again", who);
    return GSON.toJson(reload.get());
  }

  /**
   * The configuration was read again, or could not be.
   *
   * @param checks the names of those that are in force now
   */
  Status.Reload reloaded(List<String> problems, Set<String> checks) {
    if (problems.isEmpty()) {
      metrics.sources().replace(OURS, checks);
    }
    Status.Reload done =
        new Status.Reload(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), problems.isEmpty(), problems);
    report.reloaded(done);
    return done;
  }

  public Status status() {
    return report.status();
  }

  /** From now on mail is not taken any more. */
  void stopping() {
    report.stopping();
  }

  private String prometheus() {
    return Exposition.text(metrics);
  }

  /** What monitoring asks by HTTP. */
  MonitorRoutes pages(WebSettings web) {
    return new MonitorRoutes(
        report::reasons, this::prometheus, Exposition.CONTENT_TYPE, web.monitorTokenFile());
  }

  @Override
  public void close() {
    timer.shutdownNow();
    if (server != null) {
      server.close();
    }
  }
}
