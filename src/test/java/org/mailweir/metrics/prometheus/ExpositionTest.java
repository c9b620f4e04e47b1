package org.mailweir.metrics.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mailweir.metrics.Metrics;

class ExpositionTest {

  private final Metrics metrics = new Metrics();

  private List<String> lines() {
    return Exposition.text(metrics).lines().toList();
  }

  @Test
  void countersGaugesAndFamiliesHaveTheirTypesAndHelp() {
    metrics.add("messages_total", 3);
    metrics.gauge("admission_waiting", () -> 2);
    metrics.add("messages_by_fate_total", "fate", "hold", 1);
    List<String> lines = lines();
    assertTrue(lines.contains("# TYPE mailweir_messages_total counter"), lines::toString);
    assertTrue(lines.contains("# HELP mailweir_messages_total Messages that came."));
    assertTrue(lines.contains("mailweir_messages_total 3.0"));
    assertTrue(lines.contains("# TYPE mailweir_admission_waiting gauge"));
    assertTrue(lines.contains("mailweir_admission_waiting 2.0"));
    assertTrue(lines.contains("mailweir_messages_by_fate_total{fate=\"hold\"} 1.0"));
  }

  @Test
  void bucketsOfATimerAreCumulativeAndTheirSumIsInSeconds() {
    metrics.timer("check_seconds", "check", "rules").record(2_000_000);
    metrics.timer("check_seconds", "check", "rules").record(40_000_000);
    List<String> lines = lines();
    assertTrue(lines.contains("# TYPE mailweir_check_seconds histogram"), lines::toString);
    assertTrue(lines.contains("mailweir_check_seconds_bucket{check=\"rules\",le=\"0.001\"} 0"));
    assertTrue(lines.contains("mailweir_check_seconds_bucket{check=\"rules\",le=\"0.0025\"} 1"));
    assertTrue(lines.contains("mailweir_check_seconds_bucket{check=\"rules\",le=\"+Inf\"} 2"));
    assertTrue(lines.contains("mailweir_check_seconds_count{check=\"rules\"} 2"));
    assertTrue(lines.contains("mailweir_check_seconds_sum{check=\"rules\"} 0.042"));
  }

  @Test
  void aLabelOfAnyTextIsEscaped() {
    metrics.table("nests", "tree", () -> Map.of("a \"quoted\\\" one\nof two lines", 1L));
    assertTrue(
        lines().contains("mailweir_nests{tree=\"a \\\"quoted\\\\\\\" one\\nof two lines\"} 1.0"),
        () -> lines().toString());
  }

  @Test
  void rulesThatNeverHitAreLeftOut() {
    Map<String, Long> hits = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      hits.put("RULE_" + i, i == 7 ? 1L : 0L);
    }
    metrics.table("rule_hits_total", "rule", () -> hits);
    assertEquals(
        List.of("mailweir_rule_hits_total{rule=\"RULE_7\"} 1.0"),
        lines().stream().filter(l -> l.startsWith("mailweir_rule_hits_total{")).toList());
  }

  @Test
  void twoThingsOfOneNameDoNotSpoilTheRest() {
    metrics.count("eggs_total");
    metrics.gauge("eggs", () -> 7);
    metrics.count("nests_total");
    String text = Exposition.text(metrics);
    assertTrue(text.contains("mailweir_eggs_total 1.0"), text);
    assertFalse(text.contains("mailweir_eggs 7"), text);
    assertTrue(text.contains("mailweir_nests_total 1.0"), text);
  }

  @Test
  void whoIsSilentIsNamed() {
    metrics.sources().unavailable("spamd", "timeout");
    metrics.sources().unavailable("spamd", "timeout");
    assertTrue(lines().contains("mailweir_source_unavailable{source=\"spamd\"} 2.0"));
  }
}
