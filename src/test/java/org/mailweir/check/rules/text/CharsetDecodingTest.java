package org.mailweir.check.rules.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharsetDecodingTest {

  /** Octets in hex, what they are declared to be, and what they are. */
  @ParameterizedTest
  @CsvSource({
    "61, us-ascii, a, false",
    "61, iso-8859-5, a, false",
    "61, gb2312, a, true",
    "61, x-unknown, a, false",
    "c3a9, koi8-r, \u00e9, true",
    "e9, iso-8859-1, \u00e9, true",
    "e9, us-ascii, \u00e9, true",
    "e9, x-unknown, \u00e9, true",
    "80, iso-8859-1, \u20ac, true",
    "81, iso-8859-1, \ufffd, true",
    "c1, koi8-r, \u0430, true",
    "d0, windows-1251, \u0420, true",
    "b0a1, gb2312, \u554a, true",
    "efbfbf, utf-8, \u00ef\u00bf\u00bf, true",
    "610062002000, utf-16, ab\u0020, true",
    "fffe6161, utf-16, \u00ff\u00feaa, true",
    "2b414f6b2d, utf-7, \u00e9, true",
    "1b24422422, iso-2022-jp, \u3042, true",
    "611b2442, iso-2022-jp, a, true",
  })
  void bodies(String hex, String declared, String text, boolean unicode) {
    Decoded decoded = CharsetDecoding.body(octets(hex), declared);
    assertEquals(text.strip(), decoded.text().strip());
    assertEquals(unicode, decoded.unicode());
  }

  @ParameterizedTest
  @CsvSource({
    "e282, utf-8, \ufffd",
    "c080, utf-8, \ufffd",
    "e228a1, utf-8, \ufffd(\ufffd",
    "e9, us-ascii, \ufffd",
    "b0a1a180, gb2312, \u554a\ufffd\ufffd",
    "c3a9, iso-8859-1, \u00c3\u00a9",
    "e9, x-unknown, \u00e9"
  })
  void encodedWords(String hex, String declared, String text) {
    assertEquals(Octets.utf8(text), CharsetDecoding.word(octets(hex), declared));
  }

  private static String octets(String hex) {
    StringBuilder octets = new StringBuilder();
    for (int i = 0; i < hex.length(); i += 2) {
      octets.append((char) Integer.parseInt(hex.substring(i, i + 2), 16));
    }
    return octets.toString();
  }
}
