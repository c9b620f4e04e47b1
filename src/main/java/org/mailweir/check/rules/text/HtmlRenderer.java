package org.mailweir.check.rules.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns HTML into text and notes what it looks like on the way. */
final class HtmlRenderer implements HtmlHandler {

  private static final String NO_BREAK_SPACE = "&nbsp;";

  private final boolean unicode;
  private final HtmlPieces pieces;
  private final HtmlStyles styles = new HtmlStyles();
  private final HtmlLinks links;
  private final HtmlTagCounts counts = new HtmlTagCounts();
  private final HtmlSplitWords splits = new HtmlSplitWords();
  private final List<StringBuilder> titles = new ArrayList<>();
  private final List<String> comments = new ArrayList<>();
  private final List<String> scripts = new ArrayList<>();
  private final Map<String, Double> numbers = new HashMap<>();
  private double imageArea;

  private HtmlRenderer(boolean unicode, int length) {
    this.unicode = unicode;
    pieces = new HtmlPieces(unicode);
    links = new HtmlLinks(unicode, length);
  }

  /**
   * @param octets length of the part before its character set was looked at
   */
  static Rendering render(Decoded html, int octets) {
    HtmlRenderer renderer = new HtmlRenderer(html.unicode(), html.text().length());
    HtmlTokenizer tokenizer = new HtmlTokenizer(renderer, html.unicode());
    tokenizer.parse(prepared(html));
    for (String element : new String[] {"style", "script"}) {
      for (int i = renderer.counts.open(element); i > 0; i--) {
        tokenizer.parse("</" + element + ">");
      }
    }
    return renderer.rendering(html, octets, tokenizer.end());
  }

  /** Some of it is changed before it is read: no-break spaces, empty elements, curly quotes. */
  private static String prepared(Decoded html) {
    String text = html.text().replace(NO_BREAK_SPACE, " ");
    if (html.unicode()) {
      text = text.replace('\u201C', '"').replace('\u201D', '"');
    }
    return HtmlEmptyTags.opened(text, html.unicode());
  }

  @Override
  public void start(HtmlTag tag) {
    String name = tag.name();
    int traits = HtmlElements.traits(name);
    counts.start(name, HtmlElements.isCounted(name, traits));
    if (!HtmlElements.isShown(traits)) {
      return;
    }
    boolean reads = (traits & (HtmlElements.STYLE | HtmlElements.LINK | HtmlElements.TEST)) != 0;
    Map<String, String> attributes = reads ? tag.attributes() : Map.of();
    if ((traits & HtmlElements.STYLE) != 0) {
      styles.start(name, attributes);
    }
    addSpace(traits);
    if ((traits & HtmlElements.LINK) != 0) {
      links.tag(name, attributes);
    }
    if ((traits & HtmlElements.TEST) != 0) {
      test(name, attributes);
    }
  }

  @Override
  public void end(String name) {
    int traits = HtmlElements.traits(name);
    counts.end(name, HtmlElements.isCounted(name, traits));
    if (HtmlElements.isShown(traits)) {
      if ((traits & HtmlElements.STYLE) != 0) {
        styles.end(name);
      }
      addSpace(traits);
    }
  }

  private void addSpace(int traits) {
    String space = HtmlElements.space(traits);
    if (!space.isEmpty()) {
      pieces.space(space);
    }
  }

  private void test(String name, Map<String, String> attributes) {
    switch (name) {
      case "font" -> {
        String face = attributes.get("face");
        if (face != null && !HtmlFontFace.isUsual(face)) {
          fact("font_face_bad");
        }
      }
      case "img" -> image(attributes);
      case "form" -> {
        if (Octets.lower(attributes.getOrDefault("action", "")).contains("mailto:")) {
          fact("form_action_mailto");
        }
      }
      case "object", "embed" -> fact("embeds");
      case "a" -> links.anchor(attributes.get("href"));
      case "title" -> titles.add(new StringBuilder());
      default -> {}
    }
  }

  private void fact(String name) {
    numbers.put(name, 1.0);
  }

  private void image(Map<String, String> attributes) {
    if (counts.open("a") > 0) {
      links.anchorText("<img>\n");
    }
    String width = attributes.get("width");
    String height = attributes.get("height");
    if (width != null && height != null) {
      imageArea += HtmlElements.pixels(width, 8) * HtmlElements.pixels(height, 6);
    }
  }

  @Override
  public void text(String text) {
    if (counts.open("script") > 0) {
      scripts.add(octets(text));
      return;
    }
    if (counts.open("style") > 0) {
      return;
    }
    if (counts.open("a") > 0) {
      links.anchorText(text);
    }
    if (counts.open("title") > 0 && !titles.isEmpty()) {
      titles.getLast().append(text);
    }
    boolean hidden = !HtmlPieces.isBlank(text) && isHidden();
    if (!pieces.isEmpty()) {
      splits.between(pieces.last(), text, unicode);
    }
    pieces.text(text, hidden);
  }

  private boolean isHidden() {
    HtmlStyle style = styles.current();
    if (style.isLowContrast()) {
      fact("font_low_contrast");
      return true;
    }
    if (style.hasInvalidColor()) {
      fact("font_invalid_color");
      return true;
    }
    return style.isHidden();
  }

  @Override
  public void comment(String text) {
    comments.add(octets(text));
  }

  @Override
  public void declaration(String text) {
    if (text.regionMatches(true, 0, "<!doctype", 0, 9)) {
      counts.doctype();
    }
  }

  private String octets(String text) {
    return Decoded.of(text, unicode).octets();
  }

  /** Without a seen end, only what was noted on the way is known. */
  private Rendering rendering(Decoded html, int octets, boolean ended) {
    Decoded all = pieces.all();
    double shown = characters(all.text());
    numbers.put("html", 1.0);
    numbers.put("html_length", shown);
    numbers.put("non_space_len", shown - spaces(all));
    numbers.put("ratio", (octets - shown) / octets);
    if (ended) {
      conclude(html);
    }
    HtmlFacts facts =
        ended
            ? new HtmlFacts(numbers, texts(), counts.inside(unicode), links.links())
            : new HtmlFacts(numbers, Map.of(), Map.of(), List.of());
    return new Rendering("text/html", all, pieces.visible(), pieces.hidden(), facts);
  }

  private void conclude(Decoded html) {
    numbers.put("image_area", imageArea);
    numbers.put("length", (double) characters(html.text()));
    numbers.put("min_size", styles.smallest());
    numbers.put("max_size", styles.largest());
    counts.addRatios(splits.obfuscations(), numbers);
    if (splits.lengths() > 0) {
      numbers.put("backhair_count", (double) splits.lengths());
    }
    if (links.isTruncated()) {
      fact("uri_truncated");
    }
  }

  private Map<String, List<String>> texts() {
    Map<String, List<String>> texts = new HashMap<>();
    texts.put("title", all(titles));
    texts.put("anchor", all(links.anchors()));
    texts.put("comment", comments);
    texts.put("script", scripts);
    return texts;
  }

  private List<String> all(List<StringBuilder> texts) {
    return texts.stream().map(text -> octets(text.toString())).toList();
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  private static int spaces(Decoded text) {
    int spaces = 0;
    for (int i = 0; i < text.text().length(); i++) {
      char c = text.text().charAt(i);
      // of octets, a form feed is none here
      if (Decoded.isSpace(c, text.unicode()) && (text.unicode() || c != '\f')) {
        spaces++;
      }
    }
    return spaces;
  }
}
