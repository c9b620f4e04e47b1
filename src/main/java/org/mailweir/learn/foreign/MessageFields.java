package org.mailweir.learn.foreign;

import java.util.List;
import org.mailweir.parse.Link;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.parse.Part;

/** What the tokenizers look at in a message, cut where a huge message would cost time. */
final class MessageFields {

  private static final int MOST_TEXT = 64_000;
  private static final int MOST_LINKS = 200;
  private static final int MOST_FIELD = 2_000;

  private MessageFields() {}

  /** Texts that a reader sees, part by part. */
  static List<String> visible(ParsedMessage message) {
    return leaves(message).stream()
        .map(p -> p.html() == null ? p.text() : p.html().visible())
        .map(t -> cut(t, MOST_TEXT))
        .toList();
  }

  static List<String> hidden(ParsedMessage message) {
    return leaves(message).stream()
        .filter(p -> p.html() != null && !p.html().hidden().isBlank())
        .map(p -> p.html() == null ? "" : cut(p.html().hidden(), MOST_TEXT))
        .toList();
  }

  private static List<Part> leaves(ParsedMessage message) {
    return message.leaves().stream()
        .filter(p -> p.role() == Part.Role.BODY && p.isText())
        .limit(10)
        .toList();
  }

  static List<String> links(ParsedMessage message) {
    return message.links().stream()
        .map(Link::target)
        .distinct()
        .limit(MOST_LINKS)
        .map(t -> cut(t, MOST_FIELD))
        .toList();
  }

  static String cut(String text) {
    return cut(text, MOST_FIELD);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
