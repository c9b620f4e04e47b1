package org.mailweir.check.rules.text;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The header and the parts of a message, read once. Everything is made when it is first asked for,
 * and kept. For one thread. No message makes it fail.
 */
public final class MessageText {

  private final MessageContext context;

  /**
   * @param octets the message as it came, with LF or CRLF line ends
   */
  public MessageText(String octets, MessageContext context) {
    this.context = context;
  }

  /** What {@code full} rules see: the message as it came, but for an mbox line at its start. */
  public String full() {
    throw new UnsupportedOperationException(context.toString());
  }

  /** What {@code body} rules see: the Subject, then the paragraphs of what the parts show. */
  public List<String> body() {
    throw new UnsupportedOperationException();
  }

  /** Replaces what {@code body} rules see from now on; the Subject stays the first element. */
  public void replaceBody(List<String> paragraphs) {
    throw new UnsupportedOperationException();
  }

  /** What {@code rawbody} rules see: the decoded but not rendered text parts, in chunks. */
  public List<String> rawBody() {
    throw new UnsupportedOperationException();
  }

  /**
   * The text of a selector: its values as one, or the first where it asks for one. Null: absent.
   */
  public @Nullable String header(HeaderSelector selector) {
    throw new UnsupportedOperationException();
  }

  /** Like {@link #header(HeaderSelector)} with {@link HeaderSelector#parse}. */
  public @Nullable String header(String selector) {
    return header(HeaderSelector.parse(selector));
  }

  /** The values of a selector one by one; empty when absent. */
  public List<String> headerValues(HeaderSelector selector) {
    throw new UnsupportedOperationException();
  }

  /** The header in order, without {@code X-Spam-…} fields. */
  public List<Field> fields() {
    throw new UnsupportedOperationException();
  }

  /** The header as it came, with the empty line that ends it. */
  public String pristineHeader() {
    throw new UnsupportedOperationException();
  }

  /** What follows the header, as it came. */
  public String pristineBody() {
    throw new UnsupportedOperationException();
  }

  /** The message as a part. */
  public MimePart root() {
    throw new UnsupportedOperationException();
  }

  /** Every part, the message itself first, depth first. */
  public List<MimePart> parts() {
    throw new UnsupportedOperationException();
  }

  /** The parts that have no parts within, depth first. */
  public List<MimePart> leaves() {
    throw new UnsupportedOperationException();
  }

  /** What was noticed in each HTML part. */
  public List<HtmlFacts> html() {
    throw new UnsupportedOperationException();
  }

  /**
   * What is wrong with its form: {@code missing_head_body_separator}, {@code missing_mime_headers},
   * {@code missing_mime_head_body_separator}, {@code mime_epilogue_exists}, {@code
   * truncated_header}.
   */
  public Set<String> flags() {
    throw new UnsupportedOperationException();
  }

  /** What the {@code Received} fields tell. */
  public RelayView relays() {
    throw new UnsupportedOperationException();
  }
}
