package org.mailweir.check.rules.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BodyTextsTest {

  private static List<String> body(String text) {
    return Texts.of("Subject: s\n\n" + text).body();
  }

  @Test
  void theSubjectComesFirstThenParagraphs() {
    assertEquals(List.of("s\n", "a b c\n", "d\n", " e "), body("a  b\n c\n\n\t\nd\n\n e\n"));
    assertEquals(List.of("\n", "x "), Texts.of("A: 1\n\nx\n").body());
    assertEquals(List.of("2\n", "x "), Texts.of("Subject: 1\nSubject: 2\n\nx\n").body());
  }

  @Test
  void leavesAreJoinedByALineFeed() {
    MessageText text =
        Texts.of(
            """
            Subject: s
            Content-Type: multipart/mixed; boundary=b

            --b

            one

            --b
            Content-Type: image/gif

            GIF
            --b
            Content-Type: text/html

            <p>two</p>
            --b--
            """);
    assertEquals(List.of("s\n", "one\n", "two\n"), text.body());
    assertEquals(List.of("one\n", "<p>two</p>"), text.rawBody());
  }

  @Test
  void aMultipartWithoutPartsHasNoBody() {
    assertEquals(List.of(), Texts.of("Content-Type: multipart/mixed; boundary=b\n\n").body());
  }

  @Test
  void whiteSpaceOfUnicodeCountsWhenTextWasDecoded() {
    assertEquals(List.of("s\n", "a b\u00c3\u00a9"), body("a\u00c2\u00a0b\u00c3\u00a9"));
  }

  @Test
  void octetsOfAsciiPartsStayAlone() {
    MessageText ascii =
        Texts.of("Content-Type: text/html; charset=us-ascii\n\n<p>a&#160;b&eacute;</p>");
    assertEquals("a\u00a0b\u00e9\n", ascii.body().getLast());
    MessageText wide =
        Texts.of("Content-Type: text/html; charset=us-ascii\n\n<p>&eacute;&euro;</p>");
    assertEquals("\u00c3\u00a9\u00e2\u0082\u00ac\n", wide.body().getLast());
  }

  @Test
  void longParagraphsAreCutAtASpace() {
    List<String> body = body("word ".repeat(1000));
    assertEquals(List.of(2, 2045, 2045, 910), body.stream().map(String::length).toList());
    assertEquals(2048, body("x".repeat(5000)).get(1).length());
  }

  @Test
  void longPartsAreCut() {
    assertEquals(50_000, body("x".repeat(90_000)).stream().mapToInt(String::length).sum() - 2);
    String rawPart = String.join("", Texts.of("A: 1\n\n" + "x".repeat(600_000)).rawBody());
    assertEquals(500_000, rawPart.length());
  }

  @Test
  void rawTextIsCutAtLinesTagsOrSpaces() {
    assertEquals(List.of(""), Texts.of("A: 1\n\n").rawBody());
    List<String> lines = Texts.of("A: 1\n\n" + ("x".repeat(99) + "\n").repeat(60)).rawBody();
    assertEquals(List.of(2100, 3900), lines.stream().map(String::length).toList());
    List<String> tags = Texts.of("A: 1\n\n" + ("x".repeat(99) + ">").repeat(60)).rawBody();
    assertEquals(List.of(2100, 3900), tags.stream().map(String::length).toList());
  }

  @Test
  void calendarsAreNeitherShownNorRaw() {
    MessageText text = Texts.of("Subject: s\nContent-Type: text/calendar\n\nBEGIN\n");
    assertEquals(List.of("s\n"), text.body());
    assertEquals(List.of(), text.rawBody());
  }

  @Test
  void aFileNameMakesHtml() {
    MessageText text =
        Texts.of("Content-Type: application/x; name=a.HTM\n\n<b>x</b><script>y</script>");
    assertTrue(text.body().getLast().startsWith("x"));
    assertEquals(1, text.html().size());
  }

  @Test
  void replacingIsSeenFromThenOn() {
    MessageText text = Texts.of("Subject: s\n\nx\n");
    assertEquals(List.of("s\n", "x "), text.body());
    text.replaceBody(List.of("s\n", "y"));
    assertEquals(List.of("s\n", "y"), text.body());
  }
}
