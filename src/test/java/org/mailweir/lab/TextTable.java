package org.mailweir.lab;

import java.util.ArrayList;
import java.util.List;

/** A table for the terminal; columns that hold nothing but numbers are set to the right. */
final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  TextTable(String... titles) {
    rows.add(List.of(titles));
  }

  void row(List<String> cells) {
    rows.add(cells);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      out.append(line(rows.get(i))).append('\n');
      if (i == 0) {
        out.append(rule()).append('\n');
      }
    }
    return out.toString();
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String padding = " ".repeat(width(column) - length(cells.get(column)));
      line.append(column == 0 ? "" : "  ");
      line.append(isNumeric(column) ? padding + cells.get(column) : cells.get(column) + padding);
    }
    return line.toString().stripTrailing();
  }

  private String rule() {
    List<String> dashes = new ArrayList<>();
    for (int column = 0; column < rows.getFirst().size(); column++) {
      dashes.add("-".repeat(width(column)));
    }
    return String.join("  ", dashes);
  }

  private int width(int column) {
    return rows.stream().mapToInt(r -> length(r.get(column))).max().orElse(0);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private boolean isNumeric(int column) {
    return rows.size() > 1
        && rows.stream().skip(1).allMatch(r -> r.get(column).matches("-?[0-9.,]+|\\?"));
  }
}
