package org.mailweir.check.rules.eval;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Octets that RFC 2045 does not allow in a header: 8 bits, and control characters. */
final class IllegalCharacters {

  private IllegalCharacters() {}

  /**
   * How many of them there are; none in valid UTF-8 without control characters (RFC 6532).
   *
   * @param subject where one cent, pound or registered sign is forgiven
   */
  static int count(String value, boolean subject) {
    int illegal = 0;
    int signs = 0;
    boolean high = false;
    boolean control = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean bad = c < ' ' && c != '\t' && c != '\n' && c != '\r';
      control |= bad;
      high |= c >= 0x80;
      illegal += bad || c >= 0x7f ? 1 : 0;
      signs += c == 0xa2 || c == 0xa3 || c == 0xae ? 1 : 0;
    }
    if (high && !control && isUtf8(value)) {
      return 0;
    }
    return subject && signs == 1 ? illegal - 1 : illegal;
  }

  private static boolean isUtf8(String octets) {
    try {
      byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).hasRemaining();
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
