package org.mailweir.web.figures;

import java.util.List;

/**
 * A drawing with the numbers that it was made of.
 *
 * @param empty what is said when there is nothing to draw; else ""
 */
public record Figure(Plot plot, List<String> head, List<List<String>> rows, String empty) {
  public Figure {
    head = List.copyOf(head);
    rows = List.copyOf(rows);
  }
}
