package org.mailweir.parse;

import java.nio.charset.StandardCharsets;
import org.mailweir.mail.InMemoryMessage;

/** Messages of texts. */
final class Messages {

  private Messages() {}

  /** Parses a text, one char per byte, whose lines end in LF or CRLF. */
  static ParsedMessage parse(String text) {
    return parse(text, ParseLimits.DEFAULT);
  }

  static ParsedMessage parse(String text, ParseLimits limits) {
    String crlf = text.replace("\r\n", "\n").replace("\n", "\r\n");
    return parse(crlf.getBytes(StandardCharsets.ISO_8859_1), limits);
  }

  static ParsedMessage parse(byte[] bytes, ParseLimits limits) {
    try (InMemoryMessage message = InMemoryMessage.canonical(bytes)) {
      return new MessageParser(limits).parse(message);
    }
  }
}
