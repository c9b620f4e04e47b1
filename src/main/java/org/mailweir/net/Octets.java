package org.mailweir.net;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Command lines as text and back, without losing a byte. Lines are UTF-8 (RFC 6531); a byte that is
 * no part of any UTF-8 character becomes a lone surrogate from U+DC80 to U+DCFF, and is that byte
 * again on the way out. So an address in Latin-1, which Postfix can hand over, arrives as it left.
 */
public final class Octets {

  private static final char FIRST = 0xDC00;

  private Octets() {}

  /** Reads bytes; every sequence of bytes has a text. */
  public static String text(byte[] bytes, int length) {
    CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
    CharBuffer out = CharBuffer.allocate(length + 1);
    CoderResult result = utf8.decode(in, out, true);
    while (result.isMalformed() || result.isUnmappable()) {
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (FIRST + (in.get() & 0xFF)));
      }
      result = utf8.decode(in, out, true);
    }
    return out.flip().toString();
  }

  /** The bytes of a text that {@link #text} gave, or of any other. */
  public static byte[] bytes(String text) {
    if (text.codePoints().noneMatch(Octets::isByte)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isByte(c)) {
                out.write(c - FIRST);
              } else {
                out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
              }
            });
    return out.toByteArray();
  }

  private static boolean isByte(int c) {
    return c >= FIRST + 0x80 && c <= FIRST + 0xFF;
  }
}
