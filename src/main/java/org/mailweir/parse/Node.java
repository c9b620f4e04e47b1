package org.mailweir.parse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entity with children that is not read to its end. */
final class Node {

  final String path;
  final EntityHeader header;
  final Shape shape;
  final List<Part> children = new ArrayList<>();
  byte @Nullable [] preamble;
  byte @Nullable [] epilogue;

  Node(String path, EntityHeader header, Shape shape) {
    this.path = path;
    this.header = header;
    this.shape = shape;
  }

  /** The path of its next child: below {@code 0} and {@code 1.0} come {@code 1} and {@code 1.1}. */
  String childPath() {
    int number = children.size() + 1;
    if (path.equals("0")) {
      return Integer.toString(number);
    }
    String prefix = path.endsWith(".0") ? path.substring(0, path.length() - 1) : path + ".";
    return prefix + number;
  }
}
