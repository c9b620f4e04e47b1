package org.mailweir.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain text|plain text",
        "two  \\u0020 blanks|two blanks",
        "invoice_\\u202Efdp.exe|invoice_[U+202E]fdp.exe",
        "\\u2066isolate\\u2069|[U+2066]isolate[U+2069]",
        "bell\\u0007|bell[U+0007]",
        "zero\\u200Bwidth\\u2060\\uFEFF|zerowidth",
        "\\u0645\\u06CC\\u200C\\u062E|\\u0645\\u06CC\\u200C\\u062E",
        "\\uD83D\\uDC68\\u200D\\uD83D\\uDC67|\\uD83D\\uDC68\\u200D\\uD83D\\uDC67",
        "half\\uD83D|half[U+D83D]",
        "<b>&amp;|<b>&amp;"
      })
  void whatCannotBeSeenIsShownOrLeftOut(String text, String shown) {
    assertEquals(unicode(shown), ShownText.line(unicode(text), 100));
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertEquals("ab…", ShownText.line("abc", 2));
    assertEquals("a\uD83D\uDC68…", ShownText.line("a\uD83D\uDC68bc", 3));
    assertEquals("one\ntwo\tx", ShownText.lines("one\r\ntwo\tx", 100));
  }

  private static String unicode(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("\\u", i)) {
        out.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }
}
