package org.mailweir.learn.forward;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines "From: … Sent: … To: … Subject: …" that mail programs put above a message which they
 * forward inline, in whatever language.
 *
 * @param values what was quoted, by field
 * @param end the number of the first line behind the block
 */
record QuotedHeader(Map<Label, String> values, int end) {

  /** {@code > *From:* value}; the colon may be a wide one, with a blank before it. */
  private static final Pattern FIELD =
      Pattern.compile(
          "[>|\\s]{0,20}[*_]{0,2}([\\p{L}\\p{M}][\\p{L}\\p{M} .-]{0,24}?)\\s{0,3}[*_]{0,2}[:：][*_]{0,2}"
              + "(?:\\s(.*)|)",
          Pattern.DOTALL);

  private static final int MOST_LINES = 60;
  private static final int MOST_BETWEEN = 3;
  private static final int LONGEST = 1_000;

  /** The first such block in a text, or null. */
  static @Nullable QuotedHeader find(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      Map.Entry<Label, String> field = field(lines.get(i));
      if (field != null && field.getKey() != Label.OTHER) {
        QuotedHeader block = at(lines, i);
        if (block != null) {
          return block;
        }
      }
    }
    return null;
  }

  /** The block that begins with that line, if it is one: an author, a subject, and one more. */
  private static @Nullable QuotedHeader at(List<String> lines, int start) {
    Map<Label, String> values = new EnumMap<>(Label.class);
    Label last = null;
    int between = 0;
    int end = start;
    int most = Math.min(lines.size(), start + MOST_LINES);
    for (int i = start; i < most && between <= MOST_BETWEEN; i++) {
      String line = lines.get(i);
      Map.Entry<Label, String> field = field(line);
      if (field != null) {
        if (values.containsKey(field.getKey()) && field.getKey() != Label.OTHER) {
          break; // the block of another message
        }
        last = field.getKey();
        values.put(last, field.getValue());
        end = i + 1;
        between = 0;
      } else if (isBlank(line)) {
        if (isWhole(values)) {
          break;
        }
        between++;
      } else if (last != null && between == 0 && isFolded(line, values.getOrDefault(last, ""))) {
        values.merge(last, line.strip(), (before, more) -> (before + " " + more).strip());
        end = i + 1;
      } else {
        break;
      }
    }
    return isWhole(values) ? new QuotedHeader(values, end) : null;
  }

  private static boolean isWhole(Map<Label, String> values) {
    return values.containsKey(Label.FROM)
        && values.containsKey(Label.SUBJECT)
        && (values.containsKey(Label.DATE) || values.containsKey(Label.TO));
  }

  /** A value goes on in the next line when that is indented, or when its own line has nothing. */
  private static boolean isFolded(String line, String before) {
    return before.isEmpty() || line.startsWith("  ") || line.startsWith("\t");
  }

  private static boolean isBlank(String line) {
    return line.chars()
        .allMatch(c -> c == '>' || c == '|' || Character.isWhitespace(c) || c == 160);
  }

  private static Map.@Nullable Entry<Label, String> field(String line) {
    String cut = line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    Matcher m = FIELD.matcher(cut.replace('\u00a0', ' '));
    if (!m.matches()) {
      return null;
    }
    Label label = Label.of(m.group(1).strip());
    String value = m.group(2) == null ? "" : m.group(2).strip();
    return label == null ? null : Map.entry(label, value);
  }

  String value(Label label) {
    return values.getOrDefault(label, "");
  }
}
