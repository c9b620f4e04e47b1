package org.mailweir.check.rules.text;

import org.jspecify.annotations.Nullable;

/**
 * A part as text.
 *
 * @param type text/plain or text/html; empty if it cannot be shown as text
 * @param all what it shows, with what it hides
 * @param facts null if it is not HTML, or empty
 */
record Rendering(
    String type, Decoded all, Decoded visible, Decoded invisible, @Nullable HtmlFacts facts) {

  private static final Decoded NOTHING = new Decoded("", false);

  static Rendering of(MimePart part, String charset) {
    String type = part.effectiveType();
    if (!part.isLeaf() || !(type.equals("text/plain") || type.equals("text/html"))) {
      return new Rendering("", NOTHING, NOTHING, NOTHING, null);
    }
    String octets = part.decoded();
    Decoded text = CharsetDecoding.body(octets, charset);
    if (octets.isEmpty() || type.equals("text/plain")) {
      return new Rendering(type, text, text, NOTHING, null);
    }
    return HtmlRenderer.render(text, octets.length());
  }

  boolean isText() {
    return !type.isEmpty();
  }
}
