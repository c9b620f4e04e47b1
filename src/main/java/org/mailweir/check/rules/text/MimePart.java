package org.mailweir.check.rules.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a message: the message itself, a multipart, a leaf, or a message within. */
public final class MimePart {

  /** {@code text/plain} and so on, in lower case. */
  public String type() {
    throw new UnsupportedOperationException();
  }

  /** Whether it has no parts within. */
  public boolean isLeaf() {
    throw new UnsupportedOperationException();
  }

  /** The parts within, in order. */
  public List<MimePart> children() {
    throw new UnsupportedOperationException();
  }

  /** Its header, in order. */
  public List<Field> fields() {
    throw new UnsupportedOperationException();
  }

  /** The last field of that name, unfolded and decoded, no line feed at its end; null if absent. */
  public @Nullable String header(String name) {
    throw new UnsupportedOperationException();
  }

  /** The last field of that name as it came; null if absent. */
  public @Nullable String rawHeader(String name) {
    throw new UnsupportedOperationException();
  }

  /**
   * What a {@code mimeheader} rule sees: the last field of that name ({@code ALL}: the whole
   * header), decoded with a line feed at its end, or raw. Null if absent, but "" for an absent raw
   * one.
   */
  public @Nullable String mimeHeader(String name, boolean raw) {
    throw new UnsupportedOperationException();
  }

  /** The declared character set as written; "" if none. */
  public String charset() {
    throw new UnsupportedOperationException();
  }

  /** The declared name of a file; "" if none. */
  public String fileName() {
    throw new UnsupportedOperationException();
  }

  /** The body as it came; "" if there are parts within. */
  public String raw() {
    throw new UnsupportedOperationException();
  }

  /** The body without its transfer encoding, as octets; "" if there are parts within. */
  public String decoded() {
    throw new UnsupportedOperationException();
  }

  /** {@code text/html} or {@code text/plain} when the part can be shown as text, else "". */
  public String renderedType() {
    throw new UnsupportedOperationException();
  }

  /** The text that it shows, hidden text included; "" if it is not text. */
  public String rendered() {
    throw new UnsupportedOperationException();
  }

  /** The text that a reader sees. */
  public String visible() {
    throw new UnsupportedOperationException();
  }

  /** The text that is hidden from a reader. */
  public String invisible() {
    throw new UnsupportedOperationException();
  }

  /** What was noticed while it was rendered; null if it is not HTML or empty. */
  public @Nullable HtmlFacts html() {
    throw new UnsupportedOperationException();
  }
}
