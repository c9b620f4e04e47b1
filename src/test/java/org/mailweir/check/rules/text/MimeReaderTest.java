package org.mailweir.check.rules.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MimeReaderTest {

  private static final String HEAD =
      "Subject: s\nContent-Type: multipart/mixed; boundary=\"b\"\n\n";

  private static List<String> types(MessageText text) {
    return text.parts().stream().map(MimePart::type).toList();
  }

  @Test
  void partsAreCutAtBoundariesWithoutTheLineEndBeforeThem() {
    MessageText text =
        Texts.of(
            HEAD
                + """
                preamble
                --b
                Content-Type: text/plain

                one
                --b
                Content-Type: text/html; charset=utf-8; name=x.html

                <b>two</b>

                --b--
                epilogue
                """);
    assertEquals(List.of("multipart/mixed", "text/plain", "text/html"), types(text));
    assertEquals("one", text.leaves().get(0).raw());
    assertEquals("<b>two</b>\n", text.leaves().get(1).raw());
    assertEquals("x.html", text.leaves().get(1).fileName());
    assertEquals("utf-8", text.leaves().get(1).charset());
    assertEquals(Set.of("mime_epilogue_exists"), text.flags());
  }

  @Test
  void withoutAClosingBoundaryTheLastLineBelongsToThePart() {
    MessageText text = Texts.of(HEAD + "--b\n\none\ntwo\n");
    assertEquals("one\ntwo\n", text.leaves().getFirst().raw());
  }

  @Test
  void theLastFieldOfAPartWithoutBodyIsLost() {
    MimePart part =
        Texts.of(HEAD + "--b\nA: 1\nContent-Type: text/html\n--b--\n").leaves().getFirst();
    assertEquals(List.of("A"), part.fields().stream().map(Field::name).toList());
    assertEquals("text/plain", part.type());
  }

  @Test
  void missingHeadersAndSeparatorsAreNoted() {
    assertEquals(
        Set.of("missing_mime_headers", "missing_mime_head_body_separator"),
        Texts.of(HEAD + "--b\nno header\n--b--\n").flags());
  }

  @Test
  void unknownTextIsPlainAndMissingTypesAreAssumed() {
    assertEquals("text/plain", Texts.of("Content-Type: text/enriched\n\nx").root().type());
    assertEquals("text/calendar", Texts.of("Content-Type: text/calendar\n\nx").root().type());
    assertEquals("text/plain", Texts.of("A: 1\n\nx").root().type());
    assertEquals("text/plain", Texts.of("Content-Type: multipart/mixed\n\nx").root().type());
  }

  @Test
  void messagesWithinAreRead() {
    MessageText text =
        Texts.of(
            "Content-Type: message/rfc822\n\n"
                + "From x\nSubject: inner\nContent-Type: text/html\n\n<p>x\n");
    assertEquals(List.of("message/rfc822", "text/html"), types(text));
    assertFalse(text.root().isLeaf());
    assertEquals("inner", text.root().children().getFirst().header("subject"));
  }

  @Test
  void partsOfADigestAreMessages() {
    MessageText text =
        Texts.of("Content-Type: multipart/digest; boundary=b\n\n--b\n\nA: 1\n\nx\n--b--\n");
    assertEquals(List.of("multipart/digest", "message/rfc822", "text/plain"), types(text));
  }

  @Test
  void oneLevelOfASharedBoundaryIsKeptTogether() {
    MessageText text =
        Texts.of(
            HEAD
                + "--b\nContent-Type: multipart/mixed; boundary=b\n\n"
                + "--b\n\ninner\n--b--\n--b\n\nouter\n--b--\n");
    assertEquals(
        List.of("multipart/mixed", "multipart/mixed", "text/plain", "text/plain"), types(text));
  }

  @Test
  void runsOfBlankLinesAreCut() {
    assertEquals("x\n" + "\n".repeat(20) + "y\n", raw("x\n" + "\n".repeat(50) + "y\n"));
    assertEquals("\n".repeat(21) + "y\n", raw("\n".repeat(50) + "y\n"));
    assertEquals("x\n" + "\n".repeat(20), raw("x\n" + "\n".repeat(50)));
  }

  private static String raw(String body) {
    return Texts.of("A: 1\n\n" + body).root().raw();
  }

  @Test
  void longLinesOfPartsAreCut() {
    String part =
        Texts.of(HEAD + "--b\n\n" + "x".repeat(5000) + "\n--b--\n").leaves().getFirst().raw();
    assertEquals(List.of(2048, 2048, 904), part.lines().map(String::length).toList());
  }

  @Test
  void mimeHeadersForRules() {
    MimePart part =
        Texts.of(HEAD + "--b\nContent-Type: text/plain;\n name=a\nX: 1\n\nx\n--b--\n")
            .leaves()
            .getFirst();
    assertEquals("text/plain; name=a\n", part.mimeHeader("content-type", false));
    assertEquals("text/plain;\n name=a\n", part.mimeHeader("Content-Type", true));
    assertEquals("Content-Type: text/plain; name=a\nX: 1\n", part.mimeHeader("ALL", false));
    assertNull(part.mimeHeader("Y", false));
    assertEquals("", part.mimeHeader("Y", true));
  }

  @Test
  void theNumberOfPartsIsLimited() {
    MessageText text = Texts.of(HEAD + "--b\n\nx\n".repeat(5000));
    assertEquals(1001, text.parts().size());
  }

  @Test
  void theDepthIsLimited() {
    String message = "";
    for (int i = 0; i < 100; i++) {
      message += "Content-Type: multipart/mixed; boundary=b" + i + "\n\n--b" + i + "\n";
    }
    assertTrue(Texts.of(message).parts().size() < 25);
  }
}
