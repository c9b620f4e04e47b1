package org.mailweir.check.rules.text;

import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Megabytes of the same: the time must grow with the length, not with its square. */
class HostileTextTest {

  private static final Duration ENOUGH = Duration.ofSeconds(15);
  private static final int LENGTH = 2_000_000;

  private static String times(String piece) {
    return piece.repeat(LENGTH / piece.length());
  }

  private static int everything(String message) {
    MessageText text = Texts.of(message);
    int size = text.body().size() + text.rawBody().size() + text.html().size();
    for (String selector : List.of("ALL", "From:addr", "To:name", "Received:host", "Subject")) {
      size += text.headerValues(HeaderSelector.parse(selector)).size();
    }
    for (MimePart part : text.parts()) {
      size += part.visible().length();
    }
    return size;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a>",
        "<font>",
        "<td>",
        "<title>",
        "<textarea>",
        "<style>",
        "<![CDATA[",
        "<![[",
        "]]>",
        "<!--",
        "--",
        "<",
        "</",
        "<!",
        "<a href=\"",
        "&",
        "&#x",
        "&amp",
        "/>",
        "<a href=x>y<img>",
        "<p style=\"color:red;background:rgb(\">t",
        "<base href=http://a/b.c>",
        "<small>t",
        "</td>"
      })
  void html(String piece) {
    String message = "Content-Type: text/html\n\n" + times(piece);
    assertTimeout(ENOUGH, () -> assertTrue(everything(message) > 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A: b\n",
        " \n",
        "=?utf-8?q?",
        "From: <a@b>,\n",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
      })
  void headers(String piece) {
    assertTimeout(ENOUGH, () -> assertTrue(everything(times(piece)) > 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", "a@b,", "\"", "(", "<a", "<a@b>", ":", ",", "\\\"", "a@", "com."})
  void addresses(String piece) {
    String value = piece.repeat(8000 / piece.length());
    String message = "From: " + value + "\nTo: " + value + "\nReceived: " + value + "\n\n";
    assertTimeout(ENOUGH, () -> assertTrue(everything(message) > 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"charset=", "name= ", "boundary=\"", "name*1="})
  void parameters(String piece) {
    String message =
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: "
            + times(piece)
            + "\nX: 1\n\nx\n--b--\n";
    assertTimeout(ENOUGH, () -> assertTrue(everything(message) > 0));
  }

  @Test
  void blankLinesAndLongLines() {
    assertTimeout(ENOUGH, () -> assertTrue(everything("A: b\n\n" + times("\n")) > 0));
    assertTimeout(ENOUGH, () -> assertTrue(everything("A: b\n\n" + times("x")) > 0));
    assertTimeout(
        ENOUGH, () -> assertTrue(everything("A: b\n\n" + times("\n".repeat(22) + "x\n")) > 0));
  }
}
