package org.mailweir.parse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The links of a message, each once, in order, up to the limit of their number and length. */
final class LinkList {

  /** Characters of all links together; a base address can make every short link a long one. */
  private static final int MAX_CHARS = 1024 * 1024;

  private final int max;
  private final Defects defects;
  private final Set<Link> all = new LinkedHashSet<>();
  private int chars;
  private boolean cut;

  LinkList(int max, Defects defects) {
    this.max = max;
    this.defects = defects;
  }

  void add(Link link) {
    if (all.size() < max && chars < MAX_CHARS) {
      chars += all.add(link) ? link.target().length() + link.text().length() : 0;
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
