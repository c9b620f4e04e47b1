package org.mailweir.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mailweir.concurrent.FanOut;
import org.mailweir.metrics.Live;
import org.mailweir.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all checks about one message, wave by wave, under one deadline.
 *
 * <p>Checks that wait run on virtual threads while those that compute run, one after the other, on
 * the calling thread, which has a deep stack. A check that throws, overflows its stack or comes too
 * late is unavailable; it never spoils the others, and never counts as having found nothing.
 */
public final class CheckRunner {

  private static final Logger LOG = LoggerFactory.getLogger(CheckRunner.class);

  private final List<Check> evidence;
  private final List<Check> conclusions;
  private final Metrics metrics;

  public CheckRunner(List<Check> checks, Metrics metrics) {
    this.evidence = checks.stream().filter(c -> c.wave() == Check.Wave.EVIDENCE).toList();
    this.conclusions = checks.stream().filter(c -> c.wave() == Check.Wave.CONCLUSIONS).toList();
    this.metrics = metrics;
    for (Check check : checks) { // seen from the start
      metrics.add("unavailable_total", "check", check.name(), 0);
      metrics.timer("check_seconds", "check", check.name());
    }
  }

  /** Of all checks. */
  public Set<String> names() {
    return Stream.of(evidence, conclusions)
        .flatMap(List::stream)
        .map(Check::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Runs both waves for a message that nobody follows. */
  public Analysis run(CheckInput input) throws InterruptedException {
    return run(input, metrics.live().of(""));
  }

  /**
   * Runs both waves; called on a worker thread.
   *
   * @param live is told which checks are asked
   */
  public Analysis run(CheckInput input, Live.Entry live) throws InterruptedException {
    long start = System.nanoTime();
    List<Finding> findings = new ArrayList<>();
    List<Analysis.Missing> missing = new ArrayList<>();
    wave(evidence, input, live, findings, missing);
    wave(conclusions, input.with(findings), live, findings, missing);
    return new Analysis(findings, missing, Duration.ofNanos(System.nanoTime() - start));
  }

  private void wave(
      List<Check> checks,
      CheckInput input,
      Live.Entry live,
      List<Finding> findings,
      List<Analysis.Missing> missing)
      throws InterruptedException {
    Map<Check, CheckResult> results = new LinkedHashMap<>();
    List<Check> networked = checks.stream().filter(c -> c.work() == Check.Work.NETWORK).toList();
    try (FanOut<CheckResult> waiting = new FanOut<>()) {
      networked.forEach(check -> waiting.start(check.name(), () -> timed(check, input, live)));
      for (Check check : checks) {
        if (check.work() == Check.Work.CPU) {
          results.put(check, timed(check, input, live));
        }
      }
      List<FanOut.Outcome<CheckResult>> outcomes = waiting.await(input.deadline());
      for (int i = 0; i < networked.size(); i++) {
        results.put(networked.get(i), result(outcomes.get(i)));
      }
    }
    for (Check check : checks) {
      collect(check, results.getOrDefault(check, CheckResult.Found.NOTHING), findings, missing);
    }
  }

  private CheckResult timed(Check check, CheckInput input, Live.Entry live)
      throws InterruptedException {
    long start = System.nanoTime();
    live.asked(check.name());
    try {
      return ask(check, input);
    } finally {
      live.answered(check.name());
      if (live.isFollowed()) {
        metrics.timer("check_seconds", "check", check.name()).since(start);
      }
    }
  }

  private static CheckResult ask(Check check, CheckInput input) throws InterruptedException {
    if (input.deadline().passed()) {
      return new CheckResult.Unavailable("timeout");
    }
    try {
      return check.check(input);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("check {} failed", check.name(), e);
      return new CheckResult.Unavailable("error " + e.getClass().getSimpleName());
    }
  }

  private static CheckResult result(FanOut.Outcome<CheckResult> outcome) {
    return switch (outcome) {
      case FanOut.Outcome.Done<CheckResult>(CheckResult value) -> value;
      case FanOut.Outcome.TimedOut<CheckResult>() -> new CheckResult.Unavailable("timeout");
      case FanOut.Outcome.Failed<CheckResult>(Throwable cause) -> {
        LOG.error("check failed", cause);
        yield new CheckResult.Unavailable("error " + cause.getClass().getSimpleName());
      }
    };
  }

  private void collect(
      Check check, CheckResult result, List<Finding> findings, List<Analysis.Missing> missing) {
    findings.addAll(result.findings());
    switch (result) {
      case CheckResult.Found found -> metrics.sources().available(check.name());
      case CheckResult.Unavailable unavailable -> {
        metrics.count("check_unavailable_total");
        metrics.add("unavailable_total", "check", check.name(), 1);
        metrics.sources().unavailable(check.name(), unavailable.reason());
        missing.add(new Analysis.Missing(check.name(), unavailable.reason()));
      }
    }
  }
}
