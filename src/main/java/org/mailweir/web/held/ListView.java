package org.mailweir.web.held;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One page of the list.
 *
 * @param total how many there are on all pages
 * @param first number of the first one here, from 1
 * @param newer the path of the page before, if there is one
 * @param older the path of the page behind, if there is one
 * @param here the path of this page
 * @param several whether the user sees mail of more than one address
 */
public record ListView(
    Filter filter,
    List<Row> rows,
    long total,
    long first,
    @Nullable String newer,
    @Nullable String older,
    String here,
    boolean several) {

  public ListView {
    rows = List.copyOf(rows);
  }

  /**
   * One message.
   *
   * @param states of the copies that are not held any more, in words
   */
  public record Row(
      String id,
      String subject,
      String from,
      String to,
      String iso,
      String time,
      double score,
      String reason,
      String states,
      boolean held) {

    public String points() {
      return String.format(Locale.ROOT, "%.1f", score);
    }
  }

  /** {@code 51 to 100 of 1,234}. */
  public String range() {
    return String.format(Locale.ROOT, "%,d to %,d of %,d", first, first + rows.size() - 1, total);
  }
}
