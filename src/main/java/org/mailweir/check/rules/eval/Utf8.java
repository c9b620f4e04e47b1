package org.mailweir.check.rules.eval;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Octets as the characters that they stand for. */
final class Utf8 {

  private Utf8() {}

  /** The characters; null if it is not UTF-8. */
  static @Nullable String decode(String octets) {
    if (isAscii(octets)) {
      return octets;
    }
    try {
      byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** How many characters there are; octets, if it is not UTF-8. */
  static int length(String octets) {
    String text = decode(octets);
    return text == null ? octets.length() : text.codePointCount(0, text.length());
  }

  static boolean isAscii(String octets) {
    for (int i = 0; i < octets.length(); i++) {
      if (octets.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
