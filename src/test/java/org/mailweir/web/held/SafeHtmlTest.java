package org.mailweir.web.held;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeHtmlTest {

  private static String body(String html) {
    return SafeHtml.of(html).replaceAll("(?s).*<body>(.*)</body></html>", "$1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<p>Hello <b>you</b></p>|<p>Hello <b>you</b></p>",
        "<a href='http://x.example/?id=7'>press</a>|press ‹http://x.example/?id=7›",
        "<img src='http://x.example/p.gif' alt='Our logo'>|[picture: Our logo]",
        "<p style='color:red;background:url(http://x.example)'>x</p>|<p style=\"color:red\">x</p>",
        "<p style='position:fixed;top:0'>x</p>|<p>x</p>",
        "<p style='color:rgb(1, 2, 3)' onclick='alert(1)' class='x' id='y'>x</p>|<p style=\"color:rgb(1, 2, 3)\">x</p>",
        "<p style='color:\\75rl(x)'>x</p>|<p>x</p>",
        "<form action='http://x.example'><input name=a>text</form>|text ‹http://x.example›",
        "a<script>alert(1)</script>b<style>p{}</style>c|abc",
        "<iframe src='http://x.example'>in</iframe>out|out",
        "<p style='display:none'>hidden words</p>|<p>hidden words</p>"
      })
  void whatIsLeftCanDoNothing(String html, String safe) {
    assertEquals(safe, body(html).strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a>x",
        "<a href=x>",
        "<b>",
        "<b>x<p>",
        "<i><b><u><p>",
        "<font color=1>",
        "<img alt=x>",
        "<table><tr><td>",
        "<table><a>",
        "<div>",
        "<br>",
        "<svg>"
      })
  void whatIsMadeOfTooManyElementsIsNotShown(String piece) {
    String html = SafeHtml.of(piece.repeat((512 << 10) / piece.length()));
    assertTrue(html.contains("This HTML is too complicated to be shown."));
    assertTrue(html.length() < 1_000);
  }

  @Test
  void manyElementsAreShownWhole() {
    assertEquals("x".repeat(50_000), body("<a>x".repeat(50_000)));
  }

  @Test
  void whatIsRepeatedInEachBlockIsShort() {
    String number = "1".repeat(50_000);
    String open =
        "<p><font color='%s'><b style='%s'><i style='color:red'>"
            .formatted(number, "color:red;".repeat(5_000));
    String html = SafeHtml.of(open + "<p>x".repeat(5_000));
    assertTrue(html.contains("<i style=\"color:red\">x</i>"));
    assertTrue(html.length() < 1_000_000, html.length() + " characters");
  }

  @Test
  void deepAndLongHtmlIsShownInPart() {
    String deep = SafeHtml.of("<div>".repeat(100_000) + "x");
    assertTrue(deep.startsWith("<!DOCTYPE html>"));
    String cut = SafeHtml.of("<p>" + "a".repeat(600_000) + "END</p>");
    assertTrue(cut.contains("The rest is not shown."));
    assertFalse(cut.contains("END"));
  }
}
