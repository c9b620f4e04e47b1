package org.mailweir.parse;

import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The addresses in an element's attributes, but for the anchors. */
final class HtmlLinks {

  private static final Map<String, Set<String>> FETCHED =
      Map.ofEntries(
          Map.entry("img", Set.of("src", "srcset", "dynsrc", "lowsrc", "longdesc")),
          Map.entry("frame", Set.of("src")),
          Map.entry("iframe", Set.of("src")),
          Map.entry("embed", Set.of("src")),
          Map.entry("script", Set.of("src")),
          Map.entry("bgsound", Set.of("src")),
          Map.entry("input", Set.of("src")),
          Map.entry("source", Set.of("src", "srcset")),
          Map.entry("audio", Set.of("src")),
          Map.entry("video", Set.of("src", "poster")),
          Map.entry("object", Set.of("data")),
          Map.entry("link", Set.of("href")),
          Map.entry("image", Set.of("href", "xlink:href", "src")));

  private static final int MAX_STYLE_LINKS = 10;

  private HtmlLinks() {}

  /** Takes a link. */
  interface Taker {
    void take(Link.Kind kind, String target, String text);
  }

  static void of(Element element, String name, @Nullable String base, Taker taker) {
    if (element.attributesSize() == 0) {
      return;
    }
    for (String attribute : FETCHED.getOrDefault(name, Set.of())) {
      take(element, attribute, base, Link.Kind.RESOURCE, taker);
    }
    take(element, "background", base, Link.Kind.RESOURCE, taker);
    if (name.equals("form")) {
      take(element, "action", base, Link.Kind.FORM, taker);
    } else if (name.equals("input") || name.equals("button")) {
      take(element, "formaction", base, Link.Kind.FORM, taker);
    } else if (name.equals("meta")) {
      refresh(element, base, taker);
    } else if (name.equals("a")) {
      take(element, "xlink:href", base, Link.Kind.ANCHOR, taker);
      take(element, "data-saferedirecturl", base, Link.Kind.ANCHOR, taker);
    }
    if (element.hasAttr("style")) {
      style(element.attr("style"), base, taker);
    }
  }

  private static void take(
      Element element, String attribute, @Nullable String base, Link.Kind kind, Taker taker) {
    if (!element.hasAttr(attribute)) {
      return;
    }
    String value = element.attr(attribute).strip();
    if (attribute.equals("srcset")) {
      int end = value.indexOf(' ');
      value = end < 0 ? value : value.substring(0, end);
    }
    String target = LinkCleaner.clean(value, base);
    if (target != null) {
      taker.take(kind, target, element.attr("alt").strip());
    }
  }

  /** {@code <meta http-equiv=refresh content="0; url=…">} */
  private static void refresh(Element element, @Nullable String base, Taker taker) {
    String content = element.attr("content");
    int url = Latin1.lower(content).indexOf("url");
    int equals = url < 0 ? -1 : content.indexOf('=', url);
    if (equals >= 0 && element.attr("http-equiv").equalsIgnoreCase("refresh")) {
      String target = LinkCleaner.clean(unquoted(content.substring(equals + 1)), base);
      if (target != null) {
        taker.take(Link.Kind.RESOURCE, target, "");
      }
    }
  }

  private static void style(String css, @Nullable String base, Taker taker) {
    int at = css.indexOf("url(");
    for (int i = 0; at >= 0 && i < MAX_STYLE_LINKS; i++) {
      int end = css.indexOf(')', at);
      String target =
          end < 0 ? null : LinkCleaner.clean(unquoted(css.substring(at + 4, end)), base);
      if (target != null) {
        taker.take(Link.Kind.RESOURCE, target, "");
      }
      at = end < 0 ? -1 : css.indexOf("url(", end);
    }
  }

  private static String unquoted(String value) {
    return value.replace("\"", "").replace("'", "").strip();
  }
}
