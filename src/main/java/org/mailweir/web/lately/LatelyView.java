package org.mailweir.web.lately;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the template of the list needs; text of mail in here is fit to be seen.
 *
 * @param several whether the user sees mail of several recipients
 * @param here the address of this page
 * @param newer the address of the page before; null on the first
 * @param older the address of the page behind; null on the last
 */
public record LatelyView(
    Filter filter,
    List<Choice> fates,
    boolean several,
    List<Row> rows,
    String here,
    @Nullable String newer,
    @Nullable String older) {

  public LatelyView {
    fates = List.copyOf(fates);
    rows = List.copyOf(rows);
  }

  /** A fate that can be asked for. */
  public record Choice(String word, String meaning) {}

  /**
   * A message.
   *
   * @param sign what became of it, as a class of badges
   * @param hits what the points were for
   * @param unavailable which checks had no answer
   * @param teachable whether enough of it is remembered
   */
  public record Row(
      String id,
      String iso,
      String time,
      String subject,
      String from,
      String to,
      String fate,
      String sign,
      String points,
      boolean unsure,
      List<Hit> hits,
      List<String> unavailable,
      String size,
      boolean teachable) {
    public Row {
      hits = List.copyOf(hits);
      unavailable = List.copyOf(unavailable);
    }
  }

  /** A finding. */
  public record Hit(String name, String points) {}
}
