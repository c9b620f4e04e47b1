package org.mailweir.check.spamd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mailweir.check.Check;
import org.mailweir.check.CheckInput;
import org.mailweir.check.CheckResult;
import org.mailweir.check.Finding;
import org.mailweir.metrics.Metrics;
import org.mailweir.peer.NoAnswerException;
import org.mailweir.peer.Servers;
import org.mailweir.peer.SignsOfLife;

/** Asks spamd what it thinks of a message. */
public final class SpamdCheck implements Check, AutoCloseable {

  private static final int MAX_EVIDENCE = 300;

  /** Points in a report are rounded, each by up to 0.05. */
  private static final double ROUNDED = 0.05;

  private final SpamdSettings settings;
  private final Servers servers;

  public SpamdCheck(SpamdSettings settings, Metrics metrics) {
    this.settings = settings;
    this.servers = new Servers("spamd", settings.reach(), new Spamd(), metrics);
  }

  /** The servers that give no sign of life, by name, and why. */
  public static Map<String, String> silent(SpamdSettings settings) {
    return SignsOfLife.missing(settings.reach(), new Spamd());
  }

  @Override
  public String name() {
    return "spamd";
  }

  @Override
  public Wave wave() {
    return Wave.EVIDENCE;
  }

  @Override
  public Work work() {
    return Work.NETWORK;
  }

  @Override
  public CheckResult check(CheckInput input) throws InterruptedException {
    int most = settings.maxSize().toInt();
    if (input.raw().size() > most && !settings.partial()) {
      return new CheckResult.Unavailable("message larger than " + settings.maxSize());
    }
    try {
      Request request =
          Request.about(settings.ask().name(), "", Request.beginning(input.raw(), most), settings);
      Opinion opinion =
          servers.ask(
              connection -> {
                request.writeTo(connection);
                return Opinion.of(Reply.read(connection), settings.ask());
              },
              input.deadline());
      return new CheckResult.Found(findings(opinion));
    } catch (NoAnswerException e) {
      return new CheckResult.Unavailable(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new CheckResult.Unavailable("message cannot be read");
    }
  }

  private List<Finding> findings(Opinion opinion) {
    return switch (settings.as()) {
      case SCORE -> whole(opinion, opinion.score());
      case RULES -> {
        List<Finding> findings = new ArrayList<>();
        opinion.rules().forEach(hit -> findings.add(finding(hit)));
        if (Math.abs(opinion.rest()) > ROUNDED * Math.max(1, opinion.rules().size())) {
          findings.addAll(whole(opinion, opinion.rest()));
        }
        yield findings;
      }
    };
  }

  private Finding finding(Opinion.Hit hit) {
    String description = hit.description().isEmpty() ? "A rule of spamd" : hit.description();
    return new Finding(
        hit.name(), hit.points() * settings.weight(), printable(description), "spamd", 1);
  }

  private List<Finding> whole(Opinion opinion, double score) {
    String names = opinion.rules().stream().map(Opinion.Hit::name).collect(Collectors.joining(","));
    String evidence =
        String.format(
            Locale.ROOT, "score %.1f of %.1f %s", opinion.score(), opinion.threshold(), names);
    return score == 0
        ? List.of()
        : List.of(
            new Finding(
                "SPAMD", score * settings.weight(), "The score of spamd", printable(evidence), 1));
  }

  private static String printable(String text) {
    StringBuilder out = new StringBuilder();
    text.strip()
        .chars()
        .limit(MAX_EVIDENCE)
        .forEach(c -> out.append(c >= ' ' && c < 127 ? (char) c : '?'));
    return out.toString();
  }

  @Override
  public void close() {
    servers.close();
  }
}
