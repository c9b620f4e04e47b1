package org.mailweir.lab.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** How the tests of one kind came out, suite by suite. */
final class Tally {

  private static final class Suite {
    int passed;
    int all;
    int leftOut;
  }

  private final String kind;
  private final Map<String, Suite> suites = new LinkedHashMap<>();
  private final Map<String, Integer> explained = new TreeMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();
  private final Map<String, Integer> leftOut = new TreeMap<>();

  Tally(String kind) {
    this.kind = kind;
  }

  private Suite suite(String name) {
    return suites.computeIfAbsent(name, n -> new Suite());
  }

  void passed(String suite) {
    suite(suite).passed++;
    suite(suite).all++;
  }

  /** It does not agree, and there is a reason for it. */
  void explained(String suite, String test, String reason) {
    suite(suite).all++;
    explained.merge(suite + " " + test + ": " + reason, 1, Integer::sum);
  }

  void failed(String suite, String test, String why) {
    suite(suite).all++;
    failures.put(suite + " " + test, why);
  }

  /** There is nothing to compare with. */
  void leftOut(String suite, String reason) {
    suite(suite).leftOut++;
    leftOut.merge(suite + ": " + reason, 1, Integer::sum);
  }

  boolean isClean() {
    return failures.isEmpty();
  }

  /** {@code spf=passed/all}. */
  String line() {
    int passed = suites.values().stream().mapToInt(s -> s.passed).sum();
    int all = suites.values().stream().mapToInt(s -> s.all).sum();
    return kind + "=" + passed + "/" + all;
  }

  String report() {
    StringBuilder out = new StringBuilder();
    suites.forEach(
        (name, s) -> out.append("%-5s %-60s %4d/%d%n".formatted(kind, name, s.passed, s.all)));
    leftOut.forEach((what, n) -> out.append("%-5s left out %s (%d)%n".formatted(kind, what, n)));
    explained.forEach((what, n) -> out.append("%-5s explained %s%n".formatted(kind, what)));
    failures.forEach((what, why) -> out.append("%-5s FAILED %s: %s%n".formatted(kind, what, why)));
    return out.toString();
  }
}
