package org.mailweir.check.rules.text;

import java.util.List;

/** The marked sections {@code <![…[ … ]]>} that are open; the strongest of them decides. */
final class HtmlSections {

  private static final int NONE = 0;
  private static final int INCLUDE = 1;
  private static final int REPLACEABLE = 2;
  private static final int VERBATIM = 3;
  private static final int IGNORE = 4;

  private final IntList kinds = new IntList();
  private int depth;

  void open(List<String> names) {
    int kind = kind();
    for (String name : names.isEmpty() ? List.of("include") : names) {
      kind = Math.max(kind, kindOf(name));
    }
    kinds.set(depth++, kind);
  }

  private static int kindOf(String name) {
    return switch (name) {
      case "include" -> INCLUDE;
      case "rcdata" -> REPLACEABLE;
      case "cdata" -> VERBATIM;
      case "ignore" -> IGNORE;
      default -> NONE;
    };
  }

  void close() {
    depth--;
  }

  private int kind() {
    return depth == 0 ? NONE : kinds.get(depth - 1);
  }

  boolean isOpen() {
    return kind() != NONE;
  }

  /** Whether tags do not count. */
  boolean isText() {
    return kind() == REPLACEABLE || kind() == VERBATIM;
  }

  /** Whether entities stay as they are. */
  boolean isVerbatim() {
    return kind() == VERBATIM;
  }

  boolean isIgnored() {
    return kind() == IGNORE;
  }
}
