package org.mailweir.check.rules.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mailweir.relay.RelayView;

/**
 * The header and the parts of a message, read once. Everything is made when it is first asked for,
 * and kept. For one thread. No message makes it fail.
 */
public final class MessageText {

  private final HeaderBlock block;
  private final FieldTable table;
  private final HeaderTexts headers;
  private final MessageContext context;
  private @Nullable String full;
  private @Nullable MimePart root;
  private Set<String> flags = Set.of();
  private List<MimePart> parts = List.of();
  private @Nullable List<String> body;
  private @Nullable List<String> rawBody;
  private @Nullable RelayView relays;

  /**
   * @param octets the message as it came, with LF or CRLF line ends
   */
  public MessageText(String octets, MessageContext context) {
    this.context = context;
    String text = octets.isEmpty() ? "\n" : octets;
    block = new HeaderBlock(text, Mbox.separatorEnd(text));
    table = new FieldTable(block.fields.stream().filter(f -> !isVerdict(f.name())).toList());
    headers = new HeaderTexts(this, table, context);
  }

  /** Fields of another filter are not for rules: anybody can write them. */
  private static boolean isVerdict(String name) {
    return name.regionMatches(true, 0, "X-Spam-", 0, 7);
  }

  /** What {@code full} rules see: the message as it came, but for an mbox line at its start. */
  public String full() {
    String text = full;
    if (text == null) {
      text = block.pristine() + block.body();
      full = text;
    }
    return text;
  }

  /** What {@code body} rules see: the Subject, then the paragraphs of what the parts show. */
  public List<String> body() {
    List<String> texts = body;
    if (texts == null) {
      String subject = table.lastDecoded("subject");
      texts = BodyTexts.body(subject == null ? "\n" : subject + "\n", leaves());
      body = texts;
    }
    return Collections.unmodifiableList(texts);
  }

  /** Replaces what {@code body} rules see from now on, the Subject included. */
  public void replaceBody(List<String> texts) {
    body = List.copyOf(texts);
  }

  /** What {@code rawbody} rules see: the decoded but not rendered text parts, in chunks. */
  public List<String> rawBody() {
    List<String> texts = rawBody;
    if (texts == null) {
      texts = Collections.unmodifiableList(BodyTexts.raw(leaves()));
      rawBody = texts;
    }
    return texts;
  }

  /**
   * What {@code header} rules see: all values as one text, between them a line feed if they do not
   * end with one. Null: absent.
   */
  public @Nullable String header(HeaderSelector selector) {
    List<String> values = headers.values(selector);
    if (values.isEmpty()) {
      return null;
    }
    return String.join(values.getFirst().endsWith("\n") ? "" : "\n", values);
  }

  /** Like {@link #header(HeaderSelector)} with {@link HeaderSelector#parse}. */
  public @Nullable String header(String selector) {
    return header(HeaderSelector.parse(selector));
  }

  /**
   * What most eval functions see: the first value, without a line feed at its end, where the
   * selector asks for addresses, names, hosts or the envelope sender; else all values as one text.
   * Null: absent.
   */
  public @Nullable String value(HeaderSelector selector) {
    List<String> values = headers.values(selector);
    if (values.isEmpty()) {
      return null;
    }
    if (!selector.single()) {
      return String.join("", values);
    }
    String first = values.getFirst();
    return first.endsWith("\n") ? first.substring(0, first.length() - 1) : first;
  }

  /** Like {@link #value(HeaderSelector)} with {@link HeaderSelector#parse}. */
  public @Nullable String value(String selector) {
    return value(HeaderSelector.parse(selector));
  }

  /** The values of a selector one by one; empty when absent. */
  public List<String> headerValues(HeaderSelector selector) {
    return headers.values(selector);
  }

  /** The header in order, without {@code X-Spam-…} fields. */
  public List<Field> fields() {
    return table.fields();
  }

  /** The header as it came, with the empty line that ends it. */
  public String pristineHeader() {
    return block.pristine();
  }

  /** What follows the header, as it came. */
  public String pristineBody() {
    return block.body();
  }

  /** The message as a part. */
  public MimePart root() {
    MimePart message = root;
    if (message == null) {
      MimeReader reader = new MimeReader();
      message = reader.read(block, table);
      Set<String> all = new TreeSet<>(block.flags);
      all.addAll(reader.flags());
      flags = Collections.unmodifiableSet(all);
      List<MimePart> found = new ArrayList<>();
      addParts(message, found);
      parts = Collections.unmodifiableList(found);
      root = message;
    }
    return message;
  }

  /** At most some forty levels: the reader sees to that. A part without a type is left out. */
  private static void addParts(MimePart part, List<MimePart> all) {
    if (!part.type().isEmpty()) {
      all.add(part);
    }
    part.children().forEach(child -> addParts(child, all));
  }

  /** Every part, the message itself first, depth first. */
  public List<MimePart> parts() {
    root();
    return parts;
  }

  /** The parts that have no parts within, depth first. */
  public List<MimePart> leaves() {
    return parts().stream().filter(MimePart::isLeaf).toList();
  }

  /** What was noticed in each HTML part. */
  public List<HtmlFacts> html() {
    List<HtmlFacts> all = new ArrayList<>();
    for (MimePart leaf : leaves()) {
      HtmlFacts facts = leaf.html();
      if (facts != null) {
        all.add(facts);
      }
    }
    return all;
  }

  /**
   * What is wrong with its form: {@code missing_head_body_separator}, {@code missing_mime_headers},
   * {@code missing_mime_head_body_separator}, {@code mime_epilogue_exists}, {@code
   * truncated_header}.
   */
  public Set<String> flags() {
    root();
    return flags;
  }

  /** The values of all fields of a name, from the top, folded as they came. */
  public List<String> rawFields(String name) {
    return fields().stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::raw)
        .toList();
  }

  /** What the {@code Received} fields tell. */
  public RelayView relays() {
    RelayView view = relays;
    if (view == null) {
      view = context.relays().apply(this);
      relays = view;
    }
    return view;
  }

  /** The sender of the envelope, empty for the null sender; null if it is not known. */
  @Nullable String envelopeFrom() {
    String known = context.envelopeFrom();
    return known == null ? EnvelopeSender.find(this) : known;
  }
}
