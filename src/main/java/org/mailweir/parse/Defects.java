package org.mailweir.parse;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects defects; each kind is kept at most a few times, equal ones once. */
final class Defects {

  private static final int PER_KIND = 5;

  private final List<Defect> all = new ArrayList<>();
  private final Map<Defect.Kind, Integer> seen = new EnumMap<>(Defect.Kind.class);

  void add(Defect.Kind kind, String detail) {
    int before = seen.getOrDefault(kind, 0);
    // A limit that was reached is always named: each has one detail of its own.
    if (before >= PER_KIND && kind != Defect.Kind.LIMIT_REACHED) {
      return;
    }
    Defect defect = new Defect(kind, printable(detail));
    if (!all.contains(defect)) {
      all.add(defect);
      seen.put(kind, before + 1);
    }
  }

  /** Notes that the limit of that name in {@link ParseLimits} was reached. */
  void limit(String name) {
    add(Defect.Kind.LIMIT_REACHED, name);
  }

  List<Defect> all() {
    return all;
  }

  private static String printable(String detail) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < detail.length() && out.length() < 80; i++) {
      char c = detail.charAt(i);
      out.append(c >= ' ' && c < 127 ? c : '?');
    }
    return out.toString();
  }
}
