package org.mailweir.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any bytes become a message with CRLF line ends; r is CR, n is LF. */
class InMemoryMessageTest {

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource({
    "'arnbrn', 'arnbrn', 0",
    "'anbn', 'arnbrn', 0",
    "'an.nb', 'arn.rnbrn', 0",
    "'arnbncrn', 'arnbrncrn', 1",
    "'arbrn', 'a brn', 1",
    "'arrn', 'a rn', 1",
    "'ar', 'a rn', 1",
    "'n', 'rn', 0",
    "'', '', 0",
  })
  void lineEnds(String file, String message, int stray) throws IOException {
    byte[] bytes = file.replace('r', '\r').replace('n', '\n').getBytes(StandardCharsets.ISO_8859_1);
    InMemoryMessage got = InMemoryMessage.canonical(bytes);
    String text = new String(got.open().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertEquals(message, text.replace('\r', 'r').replace('\n', 'n'));
    assertEquals(stray, got.strayLineEnds());
    assertEquals(text.length(), got.size());
  }
}
