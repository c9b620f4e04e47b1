package org.mailweir.parse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The links of a message, each once, in order, up to the limit. */
final class LinkList {

  private final int max;
  private final Defects defects;
  private final Set<Link> all = new LinkedHashSet<>();
  private boolean cut;

  LinkList(int max, Defects defects) {
    this.max = max;
    this.defects = defects;
  }

  void add(Link link) {
    if (all.size() < max) {
      all.add(link);
    } else if (!all.contains(link)) {
      cut = true;
      defects.limit("links");
    }
  }

  /** Whether a link was left out; it makes no sense then to look for more. */
  boolean isCut() {
    return cut;
  }

  List<Link> all() {
    return new ArrayList<>(all);
  }
}
