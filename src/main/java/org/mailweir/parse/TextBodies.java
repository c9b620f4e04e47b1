package org.mailweir.parse;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes text of decoded bodies: charset, HTML, links, files that stand uuencoded inside. */
final class TextBodies {

  private static final Set<String> HTML_TYPES =
      Set.of("text/html", "application/xhtml+xml", "text/x-html");
  private static final List<String> HTML_NAMES = List.of(".htm", ".html", ".shtml", ".xhtml");

  private final Run run;

  TextBodies(Run run) {
    this.run = run;
  }

  /** The text of a body, and what a reader sees of it when it is HTML. */
  record Text(String text, @Nullable HtmlText html) {
    static final Text NONE = new Text("", null);
  }

  /** Whether text is made of a body. */
  static boolean isText(Shape shape, EntityHeader header) {
    return shape.type().startsWith("text/")
        || shape.type().startsWith("message/")
        || isHtml(shape, header);
  }

  private static boolean isHtml(Shape shape, EntityHeader header) {
    if (HTML_TYPES.contains(shape.type())) {
      return true;
    }
    for (String name : header.fileNames()) {
      String lower = Latin1.lower(name);
      if (HTML_NAMES.stream().anyMatch(lower::endsWith)) {
        return true;
      }
    }
    return false;
  }

  Text of(byte[] body, EntityHeader header, Shape shape, String path, Part.Role role) {
    if (body.length == 0 || !isText(shape, header)) {
      return Text.NONE;
    }
    String charset = shape.parameters().get("charset");
    TextDecoder.Decoded decoded = TextDecoder.decode(body, charset);
    if (decoded.bad() && role != Part.Role.UNDECODED) {
      run.defects().add(Defect.Kind.BAD_CHARSET, charset == null ? "none" : charset);
    }
    String text = withoutNul(decoded.text(), path);
    if (isHtml(shape, header)) {
      return html(text);
    }
    LinkFinder.find(text, run.links());
    if (shape.type().startsWith("text/") && role != Part.Role.UUENCODED) {
      uuencoded(body, path);
    }
    return new Text(text, null);
  }

  private Text html(String text) {
    int granted = run.html(text);
    HtmlText html = HtmlReader.read(text.substring(0, granted), run.links());
    LinkFinder.find(html.visible(), run.links());
    return new Text(text, html);
  }

  /** Readers pass over NUL, so that it must not cut words in two. */
  private String withoutNul(String text, String path) {
    if (text.indexOf('\0') < 0) {
      return text;
    }
    run.defects().add(Defect.Kind.NUL_BYTE, "part " + path);
    return text.replace("\0", "");
  }

  private void uuencoded(byte[] body, String path) {
    for (Uuencoded.File file : Uuencoded.in(body, run.partBytes())) {
      run.defects().add(Defect.Kind.AMBIGUOUS_STRUCTURE, "uuencoded file in text");
      run.keep(file.body().length);
      run.otherLeaf(leaf(file, path));
    }
  }

  private Part leaf(Uuencoded.File file, String path) {
    Shape shape = file.isText() ? Shape.PLAIN : Uuencoded.BINARY;
    EntityHeader header = EntityHeader.none(shape).named(file.name());
    Text text = of(file.body(), header, shape, path, Part.Role.UUENCODED);
    return new Part(
        path,
        Headers.NONE,
        shape.type(),
        shape.parameters(),
        TransferEncoding.UUENCODE.word(),
        "attachment",
        file.name(),
        file.body(),
        file.body().length,
        text.text(),
        text.html(),
        List.of(),
        Part.Role.UUENCODED);
  }
}
