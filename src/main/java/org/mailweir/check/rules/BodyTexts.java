package org.mailweir.check.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mailweir.parse.HtmlText;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.parse.Part;

/** The texts of {@code body} and {@code rawbody} rules. */
final class BodyTexts {

  private static final int PART_CHARS = 50_000;
  private static final int RAW_PART_CHARS = 500_000;
  private static final int PARAGRAPH = 2_048;
  private static final int CHUNK = 4_096;
  private static final Set<String> NOT_FOR_PEOPLE =
      Set.of("text/calendar", "text/vcard", "text/x-vcard", "text/directory");

  private BodyTexts() {}

  /** The Subject, then the paragraphs of every text part; white space folded. */
  static List<String> rendered(ParsedMessage message) {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(folded(message.headers().value("Subject")) + "\n");
    for (Part part : message.leaves()) {
      if (part.isHtml() || isPlain(part)) {
        addParagraphs(cut(shown(part)), paragraphs);
      }
    }
    return paragraphs;
  }

  /** Any text that is not for programs counts as plain. */
  private static boolean isPlain(Part part) {
    return part.isText() && !NOT_FOR_PEOPLE.contains(part.type());
  }

  /** Hidden text stays in: what nobody sees is there to be found by filters. */
  private static String shown(Part part) {
    HtmlText html = part.html();
    if (html == null) {
      return part.text();
    }
    return html.title() + "\n\n" + html.rendered();
  }

  private static String cut(String text) {
    return text.length() <= PART_CHARS ? text : text.substring(0, PART_CHARS);
  }

  private static void addParagraphs(String text, List<String> paragraphs) {
    int start = 0;
    int lineStart = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == '\n') {
        if (text.substring(lineStart, i).isBlank() || i == text.length()) {
          addParagraph(text.substring(start, i), paragraphs);
          start = i;
        }
        lineStart = i + 1;
      }
    }
  }

  private static void addParagraph(String text, List<String> paragraphs) {
    String octets = Octets.of(folded(text));
    int start = 0;
    while (octets.length() - start > PARAGRAPH) {
      int end = octets.lastIndexOf(' ', start + PARAGRAPH) + 1;
      end = end <= start ? start + PARAGRAPH : end;
      paragraphs.add(octets.substring(start, end) + "\n");
      start = end;
    }
    if (start < octets.length()) {
      paragraphs.add(octets.substring(start) + "\n");
    }
  }

  private static String folded(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
        folded.append(c);
      } else if (!folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ') {
        folded.append(' ');
      }
    }
    return folded.toString().strip();
  }

  /** The decoded text parts as bytes, in chunks that end at a line, a tag or a blank. */
  static List<String> raw(ParsedMessage message) {
    List<String> chunks = new ArrayList<>();
    for (Part part : message.leaves()) {
      boolean text = part.isText() || part.type().startsWith("message/");
      if (text && !part.type().equals("text/calendar")) {
        addChunks(octets(part), chunks);
      }
    }
    return chunks;
  }

  private static String octets(Part part) {
    int length = Math.min(part.body().length, RAW_PART_CHARS);
    return new String(part.body(), 0, length, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
  }

  private static void addChunks(String text, List<String> chunks) {
    int start = 0;
    while (text.length() - start > PARAGRAPH) {
      int end = chunkEnd(text, start);
      chunks.add(text.substring(start, end));
      start = end;
    }
    if (start < text.length()) {
      chunks.add(text.substring(start));
    }
  }

  private static int chunkEnd(String text, int start) {
    int most = Math.min(text.length(), start + CHUNK);
    for (char end : new char[] {'\n', '>', ' '}) {
      int i = text.indexOf(end, start + PARAGRAPH);
      if (i >= 0 && i < most) {
        return i + 1;
      }
    }
    return most;
  }
}
