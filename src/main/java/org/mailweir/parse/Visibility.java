package org.mailweir.parse;

import org.jsoup.nodes.Element;

/**
 * How an element's text looks, as far as it decides whether it can be seen.
 *
 * @param gone taken away for good, whatever children say (display:none, no size, off the page)
 * @param invisible {@code visibility:hidden}, which a child may undo
 * @param size font size in pixels
 * @param color of the text, 0xRRGGBB
 * @param ground the colour behind it, or {@link CssColor#UNKNOWN} where a picture may be
 */
record Visibility(boolean gone, boolean invisible, double size, int color, int ground) {

  static final Visibility NORMAL = new Visibility(false, false, 16, 0x000000, 0xFFFFFF);

  /** Text up to this size cannot be read. */
  private static final double SMALLEST = 1.0;

  /** Colours nearer than this cannot be told apart. */
  private static final double CONTRAST = 12;

  boolean isVisible() {
    return !gone
        && !invisible
        && size > SMALLEST
        && (ground == CssColor.UNKNOWN || CssColor.distance(color, ground) >= CONTRAST);
  }

  /** The look inside an element. */
  Visibility in(Element element, StyleSheet sheet) {
    boolean attributes = element.attributesSize() > 0;
    if (!attributes && sheet.isEmpty()) {
      return this;
    }
    StyleReader reader = new StyleReader(this);
    if (attributes) {
      attributes(element, reader);
    }
    sheet.rulesFor(element).forEach(reader::declarations);
    if (attributes && element.hasAttr("style")) {
      reader.declarations(element.attr("style"));
    }
    return reader.result();
  }

  private static void attributes(Element element, StyleReader reader) {
    if (element.hasAttr("hidden")) {
      reader.declaration("display", "none");
    }
    if (element.hasAttr("bgcolor")) {
      reader.declaration("background-color", element.attr("bgcolor"));
    }
    if (element.hasAttr("background")) {
      reader.declaration("background", "url()");
    }
    if (element.hasAttr("text")) {
      reader.declaration("color", element.attr("text"));
    }
    if (element.hasAttr("color")) {
      reader.declaration("color", element.attr("color"));
    }
  }
}
