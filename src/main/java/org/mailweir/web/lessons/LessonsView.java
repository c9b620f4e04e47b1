package org.mailweir.web.lessons;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the template of the lessons needs; text of mail in here is fit to be seen.
 *
 * @param status the one that is asked for, as a word; "" for all
 * @param more the address that shows more; null when there are none
 */
public record LessonsView(String status, List<Row> rows, @Nullable String more) {
  public LessonsView {
    rows = List.copyOf(rows);
  }

  /**
   * A lesson.
   *
   * @param sign of its status, as a class of badges
   * @param undoable whether the user may take it back
   * @param open whether the user may settle it
   */
  public record Row(
      long number,
      String iso,
      String time,
      boolean spam,
      String status,
      String sign,
      String teacher,
      String source,
      String subject,
      boolean undoable,
      boolean open) {}
}
