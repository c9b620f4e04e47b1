package org.mailweir.learn.forward;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.learn.forward.Forwarded.Inline;
import org.mailweir.parse.HtmlText;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.parse.Part;

/** Finds a message that is quoted in the text of another one. */
final class InlineReader {

  private static final int LONGEST = 2_000_000;
  private static final int MOST_IDS = 5;
  private static final Pattern ID = Pattern.compile("<([^<>\\s]{1,250})>");

  /** The last line of mutt and pine: {@code ----- End forwarded message -----}. */
  private static final Pattern END = Pattern.compile("-{3,10} ?End.{0,60}-{3,10}\\s{0,5}");

  private InlineReader() {}

  /** What is quoted; null when nothing is. */
  static @Nullable Inline read(ParsedMessage message) {
    for (Part part : message.leaves()) {
      if (part.role() == Part.Role.BODY
          && part.isText()
          && !part.disposition().equals("attachment")) {
        List<String> lines = lines(part);
        QuotedHeader header = QuotedHeader.find(lines);
        if (header != null) {
          return inline(message, header, lines);
        }
      }
    }
    return null;
  }

  private static List<String> lines(Part part) {
    HtmlText html = part.html();
    String text = html == null ? part.text() : html.visible();
    return (text.length() <= LONGEST ? text : text.substring(0, LONGEST)).lines().toList();
  }

  private static Inline inline(ParsedMessage message, QuotedHeader header, List<String> lines) {
    List<String> text = unquoted(lines.subList(header.end(), lines.size()));
    Part html = html(message);
    String source = html == null ? null : HtmlCut.behind(html.text(), header);
    return new Inline(
        Rebuilt.message(header, String.join("\n", text), source), hints(message, header));
  }

  private static @Nullable Part html(ParsedMessage message) {
    return message.leaves().stream()
        .filter(p -> p.role() == Part.Role.BODY && p.isHtml())
        .filter(p -> !p.disposition().equals("attachment"))
        .findFirst()
        .orElse(null);
  }

  /** Some programs quote with {@code >} before each line, some end with a line of their own. */
  private static List<String> unquoted(List<String> lines) {
    boolean quoted =
        lines.stream().filter(l -> !l.isBlank()).allMatch(l -> l.startsWith(">"))
            && lines.stream().anyMatch(l -> !l.isBlank());
    List<String> text = new ArrayList<>();
    for (String line : lines) {
      if (END.matcher(line).matches()) {
        break;
      }
      text.add(quoted ? line.replaceFirst("^> ?", "") : line);
    }
    return text;
  }

  private static Hints hints(ParsedMessage message, QuotedHeader header) {
    return new Hints(
        ids(message, header),
        header.value(Label.SUBJECT),
        Addresses.last(header.value(Label.FROM)),
        SaidDate.of(header.value(Label.DATE)));
  }

  /**
   * A forward names its original as a reply does (RFC 5322 3.6.4): of References only the last one
   * can be it, the others are the original's own ancestors.
   */
  private static List<String> ids(ParsedMessage message, QuotedHeader header) {
    Set<String> ids = new LinkedHashSet<>(in(header.value(Label.MESSAGE_ID)));
    ids.addAll(in(message.headers().value("X-Forwarded-Message-Id")));
    ids.addAll(in(message.headers().value("In-Reply-To")));
    List<String> references = in(message.headers().value("References"));
    if (!references.isEmpty()) {
      ids.add(references.getLast());
    }
    return ids.stream().limit(MOST_IDS).toList();
  }

  private static List<String> in(String field) {
    Matcher m = ID.matcher(field);
    return m.results().map(r -> r.group(1)).toList();
  }
}
