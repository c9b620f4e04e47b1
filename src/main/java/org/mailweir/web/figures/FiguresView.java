package org.mailweir.web.figures;

import java.util.List;

/**
 * What the template of the figures needs.
 *
 * @param ranges that can be chosen
 * @param range the one that is
 */
public record FiguresView(List<Range> ranges, Range range, List<Figure> figures) {
  public FiguresView {
    ranges = List.copyOf(ranges);
    figures = List.copyOf(figures);
  }
}
