package org.mailweir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Charsets: declared rightly, wrongly, or not at all. */
final class TextDecoderTest {

  private static void decodes(String expected, byte[] bytes, String declared, boolean bad) {
    assertEquals(new TextDecoder.Decoded(expected, bad), TextDecoder.decode(bytes, declared));
  }

  @ParameterizedTest
  @CsvSource({
    "utf-8, utf-8, Grüße",
    "utf-8, iso-8859-1, Grüße",
    "utf-8, , Grüße",
    "windows-1252, iso-8859-1, 5 € für Grüße",
    "koi8-r, KOI8-R, привет",
    "gb18030, gb2312, 你好镕",
    "big5, big5, 你好",
    "windows-31j, shift_jis, 日本語",
    "iso-2022-jp, ISO-2022-JP, 日本語",
    "iso-2022-jp, , 日本語",
    "euc-kr, ks_c_5601-1987, 안녕",
    "utf-16le, utf-16, hello",
    "utf-16be, utf-16, hello",
    "utf-16, utf-16, hello",
    "utf-32, utf-32, hello",
    "us-ascii, utf-16, hello"
  })
  void rightCharset(String real, String declared, String text) {
    decodes(text, text.getBytes(Charset.forName(real)), declared, false);
  }

  @Test
  void withoutACharsetEightBitTextIsWestern() {
    decodes("Grüße", "Grüße".getBytes(StandardCharsets.ISO_8859_1), null, true);
  }

  @Test
  void aTextThatIsNotWhatItSaysIsWestern() {
    decodes("Grüße", "Grüße".getBytes(StandardCharsets.ISO_8859_1), "utf-8", true);
  }

  @Test
  void anUnknownCharsetIsBadButTheTextIsThere() {
    decodes("hello", "hello".getBytes(StandardCharsets.US_ASCII), "x-nosuch", true);
  }

  @Test
  void aCharacterThatWasCutAtTheLimitDoesNotSpoilTheText() {
    byte[] whole = "Grüße für alle ü".getBytes(StandardCharsets.UTF_8);
    decodes("Grüße für alle ", java.util.Arrays.copyOf(whole, whole.length - 1), "utf-8", false);
  }

  @Test
  void utf7() {
    decodes("Hi Mom £!", "Hi Mom +AKM-!".getBytes(StandardCharsets.US_ASCII), "utf-7", false);
    decodes("a+b", "a+-b".getBytes(StandardCharsets.US_ASCII), "UTF-7", false);
  }

  @Test
  void noCharsetFailsOnAnyBytes() {
    Random random = new Random(1);
    byte[] bytes = new byte[300];
    for (String name : Charset.availableCharsets().keySet()) {
      random.nextBytes(bytes);
      assertNotNull(TextDecoder.decode(bytes, name).text(), name);
    }
  }
}
