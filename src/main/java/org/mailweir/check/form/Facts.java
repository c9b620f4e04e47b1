package org.mailweir.check.form;

import java.util.ArrayList;
import java.util.List;
import org.mailweir.check.Finding;

/** Collects facts. */
final class Facts {

  private static final int MOST = 1_000_000;

  private final List<Finding> findings = new ArrayList<>();

  /** Notes a measure, unless it is zero or less. */
  void add(String name, long measure, String description) {
    if (measure > 0) {
      int hits = (int) Math.min(measure, MOST);
      findings.add(new Finding(name, 0, description, Integer.toString(hits), hits));
    }
  }

  void add(String name, boolean holds, String description) {
    add(name, holds ? 1 : 0, description);
  }

  List<Finding> findings() {
    return findings;
  }
}
