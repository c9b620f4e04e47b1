package org.mailweir.web.held;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.mailweir.web.ShownText;

/**
 * The HTML part of a message as something that can be looked at: text, tables and colours. No
 * scripts, forms, pictures, frames or links are left; where a link leads and what a picture is said
 * to be stands as text. The page that shows it forbids the browser the same things once more.
 */
final class SafeHtml {

  private static final int LONGEST = 512 << 10;
  private static final int LONGEST_URL = 300;

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
              "a",
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
    Document dirty = Jsoup.parse(cut ? html.substring(0, LONGEST) : html);
    dirty.select("script,style,template,noscript,title,head,svg,math,object,iframe").remove();
    dirty.select("img").forEach(SafeHtml::tellPicture);
    dirty.select("a[href],area[href],form[action]").forEach(SafeHtml::tellLink);
    Document clean = new Cleaner(SAFE).clean(dirty);
    clean.select("a").unwrap();
    clean.select("[style]").forEach(SafeHtml::tame);
    clean.outputSettings().prettyPrint(false).charset("UTF-8");
    return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>HTML part</title><style>"
        + "body{font:15px/1.45 system-ui,sans-serif;margin:12px;background:#fff;color:#222;"
        + "overflow-wrap:anywhere}table{max-width:100%}"
        + "</style></head><body>"
        + clean.body().html()
        + (cut ? "<hr><p>The rest is not shown.</p>" : "")
        + "</body></html>";
  }

  private static void tellPicture(Element image) {
    String words = ShownText.line(image.attr("alt"), LONGEST_URL);
    image.replaceWith(new TextNode(words.isEmpty() ? " [picture] " : " [picture: " + words + "] "));
  }

  private static void tellLink(Element link) {
    String url = link.hasAttr("href") ? link.attr("href") : link.attr("action");
    link.appendChild(new TextNode(" ‹" + ShownText.line(url, LONGEST_URL) + "› "));
  }

  /**
   * Keeps what sets type and colour; nothing that could name another resource or cover the page.
   */
  private static void tame(Element element) {
    String kept =
        Stream.of(element.attr("style").split(";", 100))
            .map(d -> List.of(d.split(":", 2)))
            .filter(d -> d.size() == 2 && isHarmless(d.get(0).strip(), d.get(1).strip()))
            .map(d -> d.get(0).strip() + ":" + d.get(1).strip())
            .collect(Collectors.joining(";"));
    if (kept.isEmpty()) {
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
