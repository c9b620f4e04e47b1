package org.mailweir.web.held;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mailweir.parse.HtmlText;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.parse.Part;
import org.mailweir.web.ShownText;

/** What of a message is shown: its text, what comes with it, its header fields. */
final class BodyReader {

  private static final int LONGEST_TEXT = 200_000;
  private static final int LONGEST_FIELD = 2_000;
  private static final int MOST_FIELDS = 200;
  private static final int MOST_ATTACHMENTS = 100;

  private BodyReader() {}

  static MessageView.Body read(ParsedMessage message) {
    List<Part> shown = message.leaves().stream().filter(BodyReader::isShown).toList();
    String plain =
        shown.stream()
            .filter(p -> p.isText() && !p.isHtml())
            .map(Part::text)
            .collect(Collectors.joining("\n\n"));
    Optional<Part> html = html(message);
    boolean ofHtml = plain.isBlank() && html.isPresent();
    String text = ofHtml ? html.map(Part::html).map(HtmlText::visible).orElse("") : plain;
    return new MessageView.Body(
        ShownText.lines(text.strip(), LONGEST_TEXT),
        ofHtml,
        html.isPresent(),
        attachments(message),
        headers(message));
  }

  /** The first part that a reader would show as HTML. */
  static Optional<Part> html(ParsedMessage message) {
    return message.leaves().stream().filter(p -> isShown(p) && p.isHtml()).findFirst();
  }

  private static boolean isShown(Part part) {
    return part.isText()
        && part.role() == Part.Role.BODY
        && part.fileName() == null
        && !part.disposition().equals("attachment");
  }

  private static List<MessageView.Attachment> attachments(ParsedMessage message) {
    List<MessageView.Attachment> found = new ArrayList<>();
    for (Part part : message.leaves()) {
      boolean file = part.role() == Part.Role.BODY || part.role() == Part.Role.UUENCODED;
      if (file && !isShown(part) && found.size() < MOST_ATTACHMENTS) {
        String name = part.fileName() == null ? "" : ShownText.line(part.fileName(), 200);
        found.add(
            new MessageView.Attachment(
                name.isEmpty() ? "without a name" : name,
                ShownText.line(part.type(), 100),
                Times.size(part.bodyLength())));
      }
    }
    return found;
  }

  private static List<MessageView.Field> headers(ParsedMessage message) {
    return message.headers().fields().stream()
        .limit(MOST_FIELDS)
        .map(
            f ->
                new MessageView.Field(
                    ShownText.line(f.name(), 100), ShownText.line(f.value(), LONGEST_FIELD)))
        .toList();
  }
}
