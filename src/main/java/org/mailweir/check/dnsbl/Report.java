package org.mailweir.check.dnsbl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mailweir.check.CheckResult;
import org.mailweir.check.Finding;
import org.mailweir.check.Points;

/** What lists say about one message, and what could not be learned. */
final class Report {

  private static final int SHOWN = 3;
  private static final int LONGEST_SHOWN = 80;
  private static final int NAMED = 10;

  private final Points points;
  private final Map<String, Hit> hits = new LinkedHashMap<>();
  private final Map<String, String> missing = new LinkedHashMap<>();

  private record Hit(double points, String sentence, Set<String> subjects) {}

  Report(Points points) {
    this.points = points;
  }

  /** The same finding about several subjects is one finding. */
  void found(String name, double otherwise, String sentence, String subject) {
    hits.computeIfAbsent(name, n -> new Hit(otherwise, sentence, new LinkedHashSet<>()))
        .subjects()
        .add(subject);
  }

  /** A source that could not say anything; of several reasons the first counts. */
  void missing(String source, String why) {
    missing.putIfAbsent(source, why);
  }

  CheckResult result() {
    List<Finding> findings = new ArrayList<>();
    hits.forEach((name, hit) -> findings.add(finding(name, hit)));
    return missing.isEmpty()
        ? new CheckResult.Found(findings)
        : new CheckResult.Unavailable(findings, reason());
  }

  private Finding finding(String name, Hit hit) {
    String evidence =
        hit.subjects().stream()
            .limit(SHOWN)
            .map(s -> s.substring(0, Math.min(s.length(), LONGEST_SHOWN)))
            .collect(Collectors.joining(", "));
    int count = hit.subjects().size();
    String more = count > SHOWN ? " and " + (count - SHOWN) + " more" : "";
    double worth = points.of(name, hit.points());
    return new Finding(name, worth, hit.sentence(), evidence + more, count);
  }

  /** {@code spamcop timeout, uribl refused (127.0.0.1)}. */
  private String reason() {
    String named =
        missing.entrySet().stream()
            .limit(NAMED)
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "));
    int rest = missing.size() - NAMED;
    return rest > 0 ? named + " and " + rest + " more" : named;
  }
}
