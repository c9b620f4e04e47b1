package org.mailweir.check.rules.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The styles of the elements that are open, innermost last. */
final class HtmlStyles {

  /** Deeper nesting does not change the style any more. */
  private static final int DEEPEST = 100_000;

  private static final Set<String> SIZED = Set.of("basefont", "font");
  private static final Set<String> STYLED = Set.of("table", "td", "tr", "span", "p", "div", "a");
  private static final Set<String> COUNTED_BODY = Set.of("link", "alink", "vlink", "background");

  private final List<HtmlStyle> open = new ArrayList<>(List.of(HtmlStyle.DEFAULT));
  private final Map<String, Integer> count = new HashMap<>();
  private double base = 3;
  private double smallest = 3;
  private double largest = 3;

  HtmlStyle current() {
    return open.getLast();
  }

  double smallest() {
    return smallest;
  }

  double largest() {
    return largest;
  }

  void start(String written, Map<String, String> attributes) {
    String tag = written.equals("th") ? "td" : written;
    if (tag.equals("basefont") && startsWithDigits(attributes.get("size"))) {
      base = number(attributes.getOrDefault("size", ""));
      return;
    }
    if (tag.equals("td") || tag.equals("tr")) {
      closeCells(tag);
    }
    HtmlStyle style = current().withTag(tag);
    switch (tag) {
      case "big" -> push(style.withSize(style.size() + 1));
      case "small" -> push(style.withSize(style.size() - 1));
      default -> push(withAttributes(style, attributes));
    }
  }

  private static boolean startsWithDigits(@Nullable String size) {
    if (size == null) {
      return false;
    }
    int i = Octets.skipSpace(size, 0);
    return i < size.length() && Octets.isDigit(size.charAt(i));
  }

  private HtmlStyle withAttributes(HtmlStyle style, Map<String, String> attributes) {
    HtmlStyle changed = style;
    boolean counts = false;
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      String name = attribute.getKey();
      if (isPermitted(style.tag(), name)) {
        counts = true;
        changed = withAttribute(changed, name, attribute.getValue());
      }
    }
    if (counts) {
      smallest = Math.min(smallest, changed.size());
      largest = Math.max(largest, changed.size());
    }
    return changed;
  }

  private static boolean isPermitted(String tag, String attribute) {
    return switch (attribute) {
      case "color", "face", "size" -> SIZED.contains(tag);
      case "style" -> STYLED.contains(tag);
      case "text" -> tag.equals("body");
      case "bgcolor" ->
          switch (tag) {
            case "body", "marquee", "table", "td", "tr" -> true;
            default -> false;
          };
      default ->
          (tag.equals("body") && COUNTED_BODY.contains(attribute))
              || (tag.equals("marquee") && attribute.equals("background"));
    };
  }

  private HtmlStyle withAttribute(HtmlStyle style, String name, String value) {
    return switch (name) {
      case "text", "color" -> style.withColor(CssColor.of(value));
      case "size" -> withSize(style, value);
      case "style" -> HtmlStyleReader.read(value, style, current());
      default -> style; // bgcolor too: it does not count as the ground of text
    };
  }

  private HtmlStyle withSize(HtmlStyle style, String value) {
    int i = Octets.skipSpace(value, 0);
    boolean signed = i < value.length() && (value.charAt(i) == '+' || value.charAt(i) == '-');
    int first = signed ? i + 1 : i;
    if (first >= value.length() || !Octets.isDigit(value.charAt(first))) {
      return style;
    }
    double number = number(value.substring(first));
    return style.withSize(
        !signed ? number : value.charAt(i) == '+' ? base + number : base - number);
  }

  /** The digits at the start, as a number. */
  private static double number(String text) {
    double number = 0;
    for (int i = Octets.skipSpace(text, 0);
        i < text.length() && Octets.isDigit(text.charAt(i));
        i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }

  void end(String written) {
    String tag = written.equals("th") ? "td" : written;
    if (tag.equals("body") || !count.containsKey(tag)) {
      return;
    }
    while (!pop().equals(tag)) {
      // what was opened inside ends with it
    }
  }

  /** A cell ends the one before it, and a row its cells, even without end tags. */
  private void closeCells(String tag) {
    if (!count.containsKey(tag)) {
      return;
    }
    String top = current().tag();
    while (top.equals("font") || top.equals("td") || (tag.equals("tr") && top.equals("tr"))) {
      pop();
      top = current().tag();
    }
  }

  private void push(HtmlStyle style) {
    if (open.size() < DEEPEST) {
      open.add(style);
      count.merge(style.tag(), 1, Integer::sum);
    }
  }

  private String pop() {
    String tag = open.removeLast().tag();
    count.computeIfPresent(tag, (t, n) -> n == 1 ? null : n - 1);
    return tag;
  }
}
