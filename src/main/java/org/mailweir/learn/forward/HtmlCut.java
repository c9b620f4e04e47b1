package org.mailweir.learn.forward;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds in the source of an HTML mail where the quoted message begins. */
final class HtmlCut {

  private static final int SEARCHED = 200_000;

  /** Elements whose end closes a line of the quoted header. */
  private static final String[] LINE_ENDS = {"</p>", "</div>", "</tr>", "</table>", "<br", "</li>"};

  private HtmlCut() {}

  /**
   * The source behind the quoted header: behind the line that has the last of its values. Null when
   * none is found, as when they are broken up by tags.
   */
  static @Nullable String behind(String source, QuotedHeader header) {
    String head = source.substring(0, Math.min(SEARCHED, source.length()));
    int last = -1;
    for (Label label : Label.values()) {
      String value = label == Label.OTHER ? "" : findable(header.value(label));
      int at = value.isEmpty() ? -1 : head.indexOf(value);
      last = Math.max(last, at);
    }
    return last < 0 ? null : source.substring(lineEnd(source, last));
  }

  /** A value as it stands in the source: its beginning, or the address in it. */
  private static String findable(String value) {
    String plain = beginning(value);
    return plain.isEmpty() ? Addresses.last(value) : plain;
  }

  /** As much of a value as needs no entities and no other element. */
  private static String beginning(String value) {
    int end = 0;
    while (end < value.length() && "&<>\"'\u00a0".indexOf(value.charAt(end)) < 0) {
      end++;
    }
    String plain = value.substring(0, end).strip();
    return plain.length() < 3 ? "" : plain;
  }

  private static int lineEnd(String source, int from) {
    String rest =
        source.substring(from, Math.min(source.length(), from + SEARCHED)).toLowerCase(Locale.ROOT);
    int nearest = -1;
    for (String end : LINE_ENDS) {
      int at = rest.indexOf(end);
      if (at >= 0 && (nearest < 0 || at < nearest)) {
        nearest = at;
      }
    }
    int close = nearest < 0 ? -1 : source.indexOf('>', from + nearest);
    return close < 0 ? from : close + 1;
  }
}
