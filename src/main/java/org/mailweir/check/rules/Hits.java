package org.mailweir.check.rules;

import java.util.ArrayList;
import java.util.List;
import org.mailweir.check.Finding;

/** Collects what the rules find in one message. */
final class Hits {

  private static final int EVIDENCE_LENGTH = 80;

  private final List<Finding> findings = new ArrayList<>();

  void add(Rule rule, int count, String octets) {
    rule.meter().hit();
    String evidence = octets.isEmpty() ? "" : Octets.readable(octets, EVIDENCE_LENGTH);
    findings.add(
        new Finding(rule.name(), rule.points(), rule.description(), evidence, Math.max(1, count)));
  }

  List<Finding> findings() {
    return findings;
  }
}
