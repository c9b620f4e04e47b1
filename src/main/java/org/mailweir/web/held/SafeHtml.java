package org.mailweir.web.held;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.mailweir.web.ShownText;

/**
 * The HTML part of a message as something that can be looked at: text, tables and colours. No
 * scripts, forms, pictures, frames or links are left; where a link leads and what a picture is said
 * to be stands as text. What is made of more elements than any letter needs is not shown: a few
 * characters can stand for thousands of them. The page that shows it forbids the browser the same
 * things once more.
 */
final class SafeHtml {

  private static final int LONGEST = 512 << 10;
  private static final int LONGEST_URL = 300;

  /** Elements and their attributes; a large newsletter has some ten thousand. */
  private static final int MOST = 60_000;

  /** An open element's attributes are repeated in each block behind it. */
  private static final int LONGEST_ATTRIBUTE = 60;

  private static final int LONGEST_STYLE = 4_000;
  private static final int LONGEST_KEPT_STYLE = 500;

  private static final Set<String> PROPERTIES =
      Set.of(
          "color",
          "background-color",
          "font-weight",
          "font-style",
          "font-size",
          "text-align",
          "text-decoration",
          "padding",
          "margin",
          "border",
          "border-collapse",
          "width",
          "max-width",
          "line-height",
          "vertical-align");

  private static final Safelist SAFE =
      Safelist.none()
          .addTags(
              "b",
              "big",
              "blockquote",
              "br",
              "caption",
              "center",
              "code",
              "dd",
              "del",
              "div",
              "dl",
              "dt",
              "em",
              "font",
              "h1",
              "h2",
              "h3",
              "h4",
              "h5",
              "h6",
              "hr",
              "i",
              "ins",
              "li",
              "ol",
              "p",
              "pre",
              "q",
              "s",
              "small",
              "span",
              "strike",
              "strong",
              "sub",
              "sup",
              "table",
              "tbody",
              "td",
              "tfoot",
              "th",
              "thead",
              "tr",
              "tt",
              "u",
              "ul")
          .addAttributes(":all", "style", "align", "dir")
          .addAttributes("td", "colspan", "rowspan", "bgcolor", "valign", "width")
          .addAttributes("th", "colspan", "rowspan", "bgcolor", "valign", "width")
          .addAttributes("table", "bgcolor", "width", "cellpadding", "cellspacing", "border")
          .addAttributes("font", "color", "size");

  private SafeHtml() {}

  /** A whole document. */
  static String of(String html) {
    boolean cut = html.length() > LONGEST;
    return parse(cut ? html.substring(0, LONGEST) : html)
        .map(SafeHtml::cleaned)
        .map(body -> page(body + (cut ? "<hr><p>The rest is not shown.</p>" : "")))
        .orElseGet(() -> page("<p>This HTML is too complicated to be shown.</p>"));
  }

  /** Empty when it is more than can be shown; how much there is, is known while it is read. */
  private static Optional<Document> parse(String html) {
    try (StreamParser parser = new StreamParser(Parser.htmlParser()).parse(html, "")) {
      int count = 0;
      for (Iterator<Element> elements = parser.iterator(); elements.hasNext(); ) {
        count += 1 + elements.next().attributesSize();
        if (count > MOST) {
          return Optional.empty();
        }
      }
      return Optional.of(parser.document());
    }
  }

  private static String cleaned(Document dirty) {
    dirty.select("script,style,template,noscript,title,head,svg,math,object,iframe").remove();
    dirty.select("img").forEach(SafeHtml::tellPicture);
    Map<String, String> told = new HashMap<>();
    dirty.select("a[href],area[href],form[action]").forEach(link -> tellLink(link, told));
    Document clean = new Cleaner(SAFE).clean(dirty);
    clean.body().getAllElements().forEach(SafeHtml::tame);
    clean.outputSettings().prettyPrint(false).charset("UTF-8");
    return clean.body().html();
  }

  private static String page(String body) {
    return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>HTML part</title><style>"
        + "body{font:15px/1.45 system-ui,sans-serif;margin:12px;background:#fff;color:#222;"
        + "overflow-wrap:anywhere}table{max-width:100%}"
        + "</style></head><body>"
        + body
        + "</body></html>";
  }

  private static void tellPicture(Element image) {
    String words = ShownText.line(image.attr("alt"), LONGEST_URL);
    image.replaceWith(new TextNode(words.isEmpty() ? " [picture] " : " [picture: " + words + "] "));
  }

  private static void tellLink(Element link, Map<String, String> told) {
    String url = link.hasAttr("href") ? link.attr("href") : link.attr("action");
    String words = told.computeIfAbsent(url, u -> " ‹" + ShownText.line(u, LONGEST_URL) + "› ");
    link.appendChild(new TextNode(words));
  }

  /**
   * Keeps what sets type and colour; nothing that could name another resource or cover the page.
   */
  private static void tame(Element element) {
    for (Attribute attribute : element.attributes().asList()) {
      if (attribute.getKey().equals("style")) {
        tameStyle(element, attribute.getValue());
      } else if (attribute.getValue().length() > LONGEST_ATTRIBUTE) {
        element.removeAttr(attribute.getKey());
      }
    }
  }

  private static void tameStyle(Element element, String style) {
    String kept =
        Stream.of(style.substring(0, Math.min(style.length(), LONGEST_STYLE)).split(";", 100))
            .map(d -> List.of(d.split(":", 2)))
            .filter(d -> d.size() == 2 && isHarmless(d.get(0).strip(), d.get(1).strip()))
            .map(d -> d.get(0).strip() + ":" + d.get(1).strip())
            .collect(Collectors.joining(";"));
    if (kept.isEmpty() || kept.length() > LONGEST_KEPT_STYLE) {
      element.removeAttr("style");
    } else {
      element.attr("style", kept);
    }
  }

  private static boolean isHarmless(String property, String value) {
    return PROPERTIES.contains(property.toLowerCase(java.util.Locale.ROOT))
        && value.matches("(?i)(rgba?\\([0-9., %]{1,40}\\)|[a-z0-9#%., -]){1,60}");
  }
}
