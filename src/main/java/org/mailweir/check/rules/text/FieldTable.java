package org.mailweir.check.rules.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one header by name, each decoded when it is first asked for. */
final class FieldTable {

  private static final int LONGEST_HEADER = 65_536;

  private final List<Field> fields;
  private final @Nullable String[] decoded;
  private final Map<String, List<Integer>> places = new LinkedHashMap<>();

  FieldTable(List<Field> fields) {
    this.fields = fields;
    decoded = new String[fields.size()];
    for (int i = 0; i < fields.size(); i++) {
      places.computeIfAbsent(Octets.lower(fields.get(i).name()), n -> new ArrayList<>(1)).add(i);
    }
  }

  List<Field> fields() {
    return fields;
  }

  /** The values of a field, each decoded and without a line feed at its end. */
  List<String> decoded(String name) {
    List<String> values = new ArrayList<>();
    for (int place : places(name)) {
      values.add(decoded(place));
    }
    return values;
  }

  /** The values of a field as they came. */
  List<String> raw(String name) {
    List<String> values = new ArrayList<>();
    for (int place : places(name)) {
      values.add(fields.get(place).raw());
    }
    return values;
  }

  @Nullable String lastDecoded(String name) {
    List<Integer> all = places(name);
    return all.isEmpty() ? null : decoded(all.getLast());
  }

  @Nullable String lastRaw(String name) {
    List<Integer> all = places(name);
    return all.isEmpty() ? null : fields.get(all.getLast()).raw();
  }

  private List<Integer> places(String name) {
    return places.getOrDefault(Octets.lower(name), List.of());
  }

  private String decoded(int place) {
    String value = decoded[place];
    if (value == null) {
      Field field = fields.get(place);
      value = HeaderDecoding.field(Octets.lower(field.name()), field.raw());
      decoded[place] = value;
    }
    return value;
  }

  /**
   * The whole header, a line for each field in their order. Of a header that is too long, the names
   * that appear first are taken, with all their fields, until it is full.
   */
  List<String> lines(boolean raw) {
    @Nullable String[] lines = new String[fields.size()];
    int size = 0;
    for (List<Integer> all : places.values()) {
      for (int place : all) {
        Field field = fields.get(place);
        String value = raw ? unfolded(field.raw()) : decoded(place) + "\n";
        size += field.name().length() + value.length() + 2;
        if (size > LONGEST_HEADER) {
          return present(lines);
        }
        lines[place] = field.name() + ": " + value;
      }
    }
    return present(lines);
  }

  private static List<String> present(@Nullable String[] lines) {
    List<String> all = new ArrayList<>();
    for (String line : lines) {
      if (line != null) {
        all.add(line);
      }
    }
    return all;
  }

  /** Each line end with all white space behind it as one space. */
  static String unfolded(String raw) {
    int feed = raw.indexOf('\n');
    if (feed < 0 || feed == raw.length() - 1) {
      return raw;
    }
    StringBuilder line = new StringBuilder(raw.length());
    int i = 0;
    while (i < raw.length()) {
      char c = raw.charAt(i);
      int afterFeed = c == '\n' ? i + 1 : c == '\r' && raw.startsWith("\n", i + 1) ? i + 2 : 0;
      int end = afterFeed == 0 ? 0 : Octets.skipSpace(raw, afterFeed);
      boolean folded = end > afterFeed;
      line.append(folded ? ' ' : c);
      i = folded ? end : i + 1;
    }
    return line.toString();
  }
}
