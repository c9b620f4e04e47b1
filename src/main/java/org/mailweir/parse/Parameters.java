package org.mailweir.parse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts parameters together: continuations and charsets of RFC 2231, encoded words where they do not
 * belong, repeated names. For each name it keeps every value that some reader would take.
 */
final class Parameters {

  private static final int MAX_SECTION = 999;

  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final Map<String, SortedMap<Integer, Section>> sections = new LinkedHashMap<>();
  private final ParseLimits limits;
  private final Defects defects;

  private record Section(String text, boolean encoded) {}

  Parameters(ContentValue value, ParseLimits limits, Defects defects) {
    this.limits = limits;
    this.defects = defects;
    if (value.cut()) {
      defects.limit("parameters");
    }
    value.parameters().forEach(this::sort);
    sections.forEach((name, parts) -> add(name, join(parts), true));
  }

  private void sort(ContentValue.Parameter p) {
    int star = p.name().indexOf('*');
    if (star < 0) {
      plain(p);
      return;
    }
    boolean encoded = p.name().endsWith("*");
    int section = section(p.name().substring(star + 1));
    if (section >= 0) {
      sections
          .computeIfAbsent(p.name().substring(0, star), n -> new TreeMap<>())
          .putIfAbsent(section, new Section(p.value(), encoded));
    }
  }

  private void plain(ContentValue.Parameter p) {
    if (p.name().equals("boundary")) {
      add(p.name(), p.value(), false);
      add(p.name(), p.loose(), false);
    } else {
      add(p.name(), EncodedWords.decode(p.value(), limits.encodedWords(), defects), false);
    }
  }

  /** The number in {@code *2*}; 0 where there is none. */
  private static int section(String mark) {
    int number = 0;
    for (int i = 0; i < mark.length() && mark.charAt(i) != '*'; i++) {
      int digit = Character.digit(mark.charAt(i), 10);
      if (digit < 0 || number > MAX_SECTION) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** RFC 2231 3 and 4: the first section may name a charset that holds for all. */
  private static String join(SortedMap<Integer, Section> parts) {
    StringBuilder bytes = new StringBuilder();
    String charset = null;
    boolean first = true;
    for (Section part : parts.values()) {
      String text = part.text();
      if (part.encoded()) {
        int quote = first ? text.indexOf('\'') : -1;
        int second = quote < 0 ? -1 : text.indexOf('\'', quote + 1);
        if (second >= 0) {
          charset = text.substring(0, quote);
          text = text.substring(second + 1);
        }
        text = PercentCode.decode(text);
      }
      bytes.append(text);
      first = false;
    }
    return TextDecoder.decode(bytes.toString().getBytes(StandardCharsets.ISO_8859_1), charset)
        .text();
  }

  private void add(String name, String value, boolean preferred) {
    List<String> known = values.computeIfAbsent(name, n -> new ArrayList<>());
    if (known.contains(value) || known.size() > 4) {
      return;
    }
    known.add(preferred ? 0 : known.size(), value);
  }

  /** The value that most readers take, or null. */
  @Nullable String first(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? null : all.getFirst();
  }

  /** Every value that some reader takes, the likeliest first. */
  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** One value for each name. */
  Map<String, String> asMap() {
    Map<String, String> map = new LinkedHashMap<>();
    values.forEach((name, all) -> map.put(name, all.getFirst()));
    return map;
  }
}
