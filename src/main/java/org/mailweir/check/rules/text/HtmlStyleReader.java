package org.mailweir.check.rules.text;

import java.util.ArrayList;
import java.util.List;

/** Reads a {@code style} attribute: colours, {@code display} and {@code visibility}. */
final class HtmlStyleReader {

  private static final String TRANSPARENT = "transparent";

  private HtmlStyleReader() {}

  /** The style with what the attribute changes. */
  static HtmlStyle read(String attribute, HtmlStyle style, HtmlStyle parent) {
    HtmlStyle read = style;
    int start = 0;
    while (start < attribute.length()) {
      int end = attribute.indexOf(';', start);
      end = end < 0 ? attribute.length() : end;
      read = declaration(attribute.substring(start, end), read);
      start = end + 1;
    }
    if (read.ground().equals(TRANSPARENT)) {
      read = read.withGround(parent.ground());
    }
    return read.color().equals(TRANSPARENT) ? read.withColor(read.ground()) : read;
  }

  private static HtmlStyle declaration(String text, HtmlStyle style) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return style;
    }
    String written = text.substring(Octets.skipSpace(text, 0), colon);
    String rest = text.substring(colon + 1);
    String value = Octets.trim(rest);
    String property = Octets.lower(written);
    boolean isColor = property.equals("color") || property.equals("background-color");
    // a blank is a value, and no colour
    boolean blank = value.isEmpty() && !(isColor && rest.chars().anyMatch(c -> c != '\n'));
    if (blank || value.indexOf('\n') >= 0) {
      return style;
    }
    if (isColor) {
      return color(property, Octets.lower(value), style);
    }
    if (written.equals("background")) {
      return background(Octets.lower(value), style);
    }
    return switch (Octets.trim(written)) {
      case "display" -> style.withDisplay(value);
      case "visibility" -> style.withVisibility(value);
      default -> style;
    };
  }

  private static HtmlStyle color(String property, String written, HtmlStyle style) {
    String value = withoutImportant(written);
    if (value.equals("inherit")) {
      return style;
    }
    String color =
        value.contains("rgb")
            ? CssColor.ofNumbers(value)
            : value.equals(TRANSPARENT) ? value : CssColor.of(value);
    return property.equals("color") ? style.withColor(color) : style.withGround(color);
  }

  private static String withoutImportant(String value) {
    if (!value.endsWith("important")) {
      return value;
    }
    int bang = lastNonSpace(value, value.length() - "important".length());
    if (bang < 0 || value.charAt(bang) != '!') {
      return value;
    }
    return value.substring(0, lastNonSpace(value, bang) + 1);
  }

  private static int lastNonSpace(String text, int end) {
    int i = end - 1;
    while (i >= 0 && Octets.isSpace(text.charAt(i))) {
      i--;
    }
    return i;
  }

  /** The first word of the lowest layer that is a colour. */
  private static HtmlStyle background(String value, HtmlStyle style) {
    for (String word : lowestLayer(value)) {
      String color = CssColor.of(word);
      if (!color.equals(CssColor.INVALID)) {
        return style.withGround(color);
      }
    }
    return style;
  }

  /** Words end at a space, layers at a comma; not inside of brackets or quotes. */
  private static List<String> lowestLayer(String value) {
    List<String> layer = new ArrayList<>();
    List<String> last = layer;
    StringBuilder word = new StringBuilder();
    boolean bracket = false;
    char quote = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean bare = quote == 0 && !bracket;
      if (!bare || (c != ' ' && c != ',')) {
        word.append(c);
      }
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (bare && c == '(') {
        bracket = true;
      } else if (bracket ? c == ')' : c == ' ' || c == ',') {
        bracket = false;
        addWord(word, layer);
      }
      if (bare && c == ',') {
        last = layer;
        layer = new ArrayList<>();
      }
    }
    addWord(word, layer);
    return layer.isEmpty() ? last : layer;
  }

  private static void addWord(StringBuilder word, List<String> layer) {
    if (!word.isEmpty()) {
      layer.add(word.toString());
      word.setLength(0);
    }
  }
}
