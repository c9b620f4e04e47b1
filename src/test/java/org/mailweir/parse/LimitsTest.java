package org.mailweir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Each limit holds, and reaching it is a defect with the limit's name. */
final class LimitsTest {

  private static final int MANY = 100_000;

  /** Generous but for what a test sets. */
  private static final class Limits {
    int headerBytes = MANY;
    int headerFields = MANY;
    int depth = 30;
    int parts = 100;
    int decodedBytes = MANY;
    int partBytes = MANY;
    int rawBytes = MANY;
    int parameters = 50;
    int encodedWords = 100;
    int links = 100;
    int htmlChars = MANY;
    int htmlTags = MANY;

    ParseLimits build() {
      return new ParseLimits(
          headerBytes,
          headerFields,
          depth,
          parts,
          decodedBytes,
          partBytes,
          rawBytes,
          parameters,
          encodedWords,
          links,
          htmlChars,
          htmlTags);
    }
  }

  private final Limits limits = new Limits();

  private ParsedMessage reaches(String limit, String text) {
    ParsedMessage parsed = Messages.parse(text, limits.build());
    assertTrue(
        parsed.defects().contains(new Defect(Defect.Kind.LIMIT_REACHED, limit)),
        () -> parsed.defects().toString());
    return parsed;
  }

  @Test
  void aMessageWithinTheLimitsHasNoDefect() {
    assertTrue(Messages.parse("Subject: x\n\ntext\n", limits.build()).defects().isEmpty());
  }

  @Test
  void headerBytes() {
    limits.headerBytes = 40;
    ParsedMessage parsed =
        reaches("headerBytes", "Subject: x\nX-Y: " + "z".repeat(90) + "\n\ntext\n");
    assertEquals("x", parsed.headers().value("Subject"));
    assertEquals("text\r\n", parsed.leaves().getFirst().text());
  }

  @Test
  void headerFields() {
    limits.headerFields = 2;
    assertEquals(2, reaches("headerFields", "A: 1\nB: 2\nC: 3\n\nx\n").headers().fields().size());
  }

  @Test
  void depth() {
    limits.depth = 2;
    String text =
        "Content-Type: multipart/mixed; boundary=a\n\n--a\n"
            + "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
            + "Content-Type: multipart/mixed; boundary=c\n\n--c\n\ninside\n--c--\n--b--\n--a--\n";
    ParsedMessage parsed = reaches("depth", text);
    assertEquals(Part.Role.UNDECODED, parsed.leaves().getFirst().role());
    assertTrue(parsed.leaves().getFirst().text().contains("inside"));
  }

  @Test
  void parts() {
    limits.parts = 4;
    String text =
        "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\npart\n".repeat(9) + "--b--\n";
    ParsedMessage parsed = reaches("parts", text);
    assertEquals(3, parsed.root().children().size());
    assertEquals(Part.Role.UNDECODED, parsed.leaves().getLast().role());
  }

  @Test
  void decodedBytes() {
    limits.decodedBytes = 12;
    String text =
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n123456789\n--b\n\nabcdefghi\n--b--\n";
    ParsedMessage parsed = reaches("decodedBytes", text);
    assertEquals("abc", parsed.leaves().get(1).text());
    assertEquals(9, parsed.leaves().get(1).bodyLength());
  }

  @Test
  void partBytes() {
    limits.partBytes = 5;
    ParsedMessage parsed =
        reaches("partBytes", "Content-Transfer-Encoding: base64\n\naGVsbG8gd29ybGQ=\n");
    assertEquals("hello", parsed.leaves().getFirst().text());
    assertEquals(11, parsed.leaves().getFirst().bodyLength());
  }

  @Test
  void rawBytes() {
    limits.rawBytes = 20;
    ParsedMessage parsed = reaches("rawBytes", "Subject: x\n\nsome more text than that\n");
    assertEquals(20, parsed.raw().length());
    assertEquals("some more text than that\r\n", parsed.leaves().getFirst().text());
  }

  @Test
  void parameters() {
    limits.parameters = 2;
    ParsedMessage parsed = reaches("parameters", "Content-Type: text/plain; a=1; b=2; c=3\n\nx\n");
    assertEquals(java.util.Map.of("a", "1", "b", "2"), parsed.root().parameters());
  }

  @Test
  void encodedWords() {
    limits.encodedWords = 2;
    ParsedMessage parsed = reaches("encodedWords", "Subject: =?a?Q?1?= =?a?Q?2?= =?a?Q?3?=\n\nx\n");
    assertEquals("12 =?a?Q?3?=", parsed.headers().value("Subject"));
  }

  @Test
  void links() {
    limits.links = 1;
    assertEquals(
        1, reaches("links", "A: b\n\nhttp://a.example/ http://b.example/\n").links().size());
  }

  @Test
  void htmlTags() {
    limits.htmlTags = 2;
    ParsedMessage parsed =
        reaches("htmlTags", "Content-Type: text/html\n\n<p>hello</p>there<p>world\n");
    assertEquals("hello\nthere", parsed.leaves().getFirst().html().visible().strip());
  }

  @Test
  void htmlChars() {
    limits.htmlChars = 8;
    ParsedMessage parsed =
        reaches("htmlChars", "Content-Type: text/html\n\n<p>hello</p><p>world\n");
    HtmlText html = parsed.leaves().getFirst().html();
    assertEquals("hello", html.visible());
    assertTrue(parsed.leaves().getFirst().text().contains("world"));
  }
}
