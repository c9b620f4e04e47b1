package org.mailweir.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The rules of style elements that have one simple selector: {@code .class}, {@code #id}, or an
 * element's name. Rules inside {@code @media} depend on the reader's screen and do not count.
 */
final class StyleSheet {

  private static final int MAX_CSS = 64 * 1024;
  private static final int MAX_RULES = 500;

  private final Map<String, String> rules = new HashMap<>();

  private StyleSheet() {}

  static StyleSheet of(Document document) {
    StyleSheet sheet = new StyleSheet();
    int room = MAX_CSS;
    for (Element style : document.getElementsByTag("style")) {
      String css = style.data();
      sheet.read(css.substring(0, Math.clamp(room, 0, css.length())));
      room -= css.length();
    }
    return sheet;
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  private void read(String css) {
    int at = 0;
    int open = css.indexOf('{');
    while (open >= 0 && rules.size() < MAX_RULES) {
      String selectors = css.substring(at, open).strip();
      boolean nested = selectors.startsWith("@") || selectors.contains("\n@");
      int close = nested ? blockEnd(css, open) : css.indexOf('}', open);
      if (close < 0) {
        return;
      }
      if (!nested) {
        rule(selectors, css.substring(open + 1, close));
      }
      at = close + 1;
      open = css.indexOf('{', at);
    }
  }

  private static int blockEnd(String css, int open) {
    int depth = 0;
    for (int i = open; i < css.length(); i++) {
      char c = css.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private void rule(String selectors, String declarations) {
    if (!canHide(declarations)) {
      return;
    }
    for (String selector : selectors.split(",", 50)) {
      String simple = Latin1.lower(selector).strip();
      if (isSimple(simple) && simple.length() < 100) {
        rules.merge(simple, declarations, (a, b) -> a.length() > 1000 ? a : a + ";" + b);
      }
    }
  }

  private static boolean canHide(String declarations) {
    String css = Latin1.lower(declarations);
    return css.contains("display")
        || css.contains("visibility")
        || css.contains("opacity")
        || css.contains("font")
        || css.contains("color")
        || css.contains("overflow")
        || css.contains("position")
        || css.contains("indent");
  }

  private static boolean isSimple(String selector) {
    for (int i = 0; i < selector.length(); i++) {
      char c = selector.charAt(i);
      boolean mark = i == 0 && (c == '.' || c == '#');
      if (!mark && !Character.isLetterOrDigit(c) && c != '-' && c != '_') {
        return false;
      }
    }
    return !selector.isEmpty();
  }

  /** The declarations that hold for an element, the weakest first. */
  List<String> rulesFor(Element element) {
    if (rules.isEmpty()) {
      return List.of();
    }
    List<String> found = new ArrayList<>(2);
    add(found, element.normalName());
    if (element.hasAttr("class")) {
      for (String name : element.attr("class").strip().split("\\s+", 10)) {
        add(found, "." + Latin1.lower(name));
      }
    }
    if (element.hasAttr("id")) {
      add(found, "#" + Latin1.lower(element.attr("id")));
    }
    return found;
  }

  private void add(List<String> found, String selector) {
    String declarations = rules.get(selector);
    if (declarations != null) {
      found.add(declarations);
    }
  }
}
