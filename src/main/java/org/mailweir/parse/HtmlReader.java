package org.mailweir.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Walks once over the tree that jsoup makes of an HTML part and sorts its text into what a reader
 * sees and what not. Neither jsoup nor the walk uses the Java stack for nesting.
 */
final class HtmlReader implements NodeVisitor {

  /**
   * Elements nested deeper become children of the last one, as browsers do it (they stop at 512).
   */
  private static final int MAX_DEPTH = 256;

  private static final int MAX_COMMENTS = 64 * 1024;
  private static final Set<String> NOT_SHOWN =
      Set.of("script", "style", "template", "iframe", "object", "noframes", "noembed", "title");
  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "br",
          "hr",
          "tr",
          "table",
          "li",
          "ul",
          "ol",
          "dl",
          "dt",
          "dd",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "blockquote",
          "pre",
          "form",
          "center",
          "body",
          "section",
          "article",
          "header",
          "footer",
          "caption",
          "fieldset",
          "address",
          "option",
          "tbody");
  private static final Set<String> CELLS = Set.of("td", "th", "input", "button", "img", "select");

  private final TextFlow visible = new TextFlow();
  private final TextFlow hidden = new TextFlow();
  private final TextFlow rendered = new TextFlow();
  private final TextFlow title = new TextFlow();
  private final StringBuilder comments = new StringBuilder();
  private final LinkList links;
  private final Deque<Styled> styles = new ArrayDeque<>();
  private final Deque<Anchor> anchors = new ArrayDeque<>();
  private final StyleSheet sheet;
  private @Nullable String base;
  private @Nullable Element skipped;
  private int tags;
  private int images;
  private int forms;

  /** A style and the element from which on it holds. */
  private record Styled(Element element, Visibility visibility) {}

  private record Anchor(Element element, String target, int start) {}

  private HtmlReader(StyleSheet sheet, LinkList links) {
    this.sheet = sheet;
    this.links = links;
  }

  /**
   * Reads a part.
   *
   * @param links takes every link with the text that carries it, in order
   */
  static HtmlText read(String html, LinkList links) {
    Document document;
    try {
      document = Parser.htmlParser().setMaxDepth(MAX_DEPTH).parseInput(html, "");
    } catch (RuntimeException | StackOverflowError e) {
      // No such input is known; if there is one, its text counts as it is.
      return new HtmlText(html, "", "", 0, 0, 0, "");
    }
    HtmlReader reader = new HtmlReader(StyleSheet.of(document), links);
    document.traverse(reader);
    return reader.result();
  }

  private HtmlText result() {
    String seen = visible.text();
    String unseen = hidden.text();
    return new HtmlText(
        seen,
        unseen,
        title.text().strip(),
        tags,
        images,
        forms,
        comments.toString(),
        unseen.isEmpty() ? seen : rendered.text());
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode text) {
      text(text.getWholeText());
    } else if (node instanceof Element element && !(node instanceof Document)) {
      open(element);
    } else if (node instanceof Comment comment) {
      comment(comment.getData());
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (node instanceof Element element) {
      close(element);
    }
  }

  private void text(String text) {
    Element in = skipped;
    if (in != null) {
      if (in.normalName().equals("title")) {
        title.add(text);
      }
      return;
    }
    Styled style = styles.peek();
    boolean seen = style == null || style.visibility.isVisible();
    (seen ? visible : hidden).add(text);
    (seen ? hidden : visible).blank();
    rendered.add(text);
  }

  private void comment(String data) {
    int room = MAX_COMMENTS - comments.length();
    comments.append(data, 0, Math.clamp(room, 0, data.length()));
    if (room > data.length()) {
      comments.append('\n');
    }
  }

  private void open(Element element) {
    tags++;
    String name = element.normalName();
    breaks(name);
    if (skipped == null && NOT_SHOWN.contains(name)) {
      skipped = element;
    }
    style(element);
    count(element, name);
    HtmlLinks.of(element, name, base, this::link);
  }

  private void count(Element element, String name) {
    switch (name) {
      case "img" -> images++;
      case "form" -> forms++;
      case "base" -> {
        String href = LinkCleaner.clean(element.attr("href"), null);
        base = base == null ? href : base;
      }
      case "a", "area" -> anchor(element);
      default -> {}
    }
  }

  private void anchor(Element element) {
    String target = LinkCleaner.clean(element.attr("href"), base);
    if (target != null) {
      anchors.push(new Anchor(element, target, rendered.length()));
    }
  }

  private void style(Element element) {
    Styled outer = styles.peek();
    Visibility before = outer == null ? Visibility.NORMAL : outer.visibility;
    Visibility after = before.in(element, sheet);
    if (!after.equals(before)) {
      styles.push(new Styled(element, after));
    }
  }

  private void breaks(String name) {
    if (BLOCKS.contains(name)) {
      lineBreak();
    } else if (CELLS.contains(name)) {
      visible.blank();
      hidden.blank();
      rendered.blank();
    }
  }

  private void lineBreak() {
    visible.lineBreak();
    hidden.lineBreak();
    rendered.lineBreak();
  }

  // Elements are compared by identity: two of them may well be equal.
  @SuppressWarnings("ReferenceEquality")
  private void close(Element element) {
    Styled style = styles.peek();
    if (style != null && style.element == element) {
      styles.pop();
    }
    Anchor anchor = anchors.peek();
    if (anchor != null && anchor.element == element) {
      anchors.pop();
      link(Link.Kind.ANCHOR, anchor.target, carried(anchor));
    }
    if (skipped == element) {
      skipped = null;
    }
    breaks(element.normalName());
  }

  /** The text of a link, or what stands for its picture. */
  private String carried(Anchor anchor) {
    String text = rendered.since(anchor.start).strip();
    Element image = text.isEmpty() ? anchor.element.selectFirst("img[alt]") : null;
    return image == null ? text : image.attr("alt").strip();
  }

  private void link(Link.Kind kind, String target, String text) {
    links.add(new Link(kind, target, text));
  }
}
