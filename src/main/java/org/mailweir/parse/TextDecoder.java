package org.mailweir.parse;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderMalfunctionError;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to Unicode, whatever they claim to be, never with an exception: ASCII as it is; what is
 * UTF-8 as UTF-8; then the declared charset; then windows-1252.
 */
final class TextDecoder {

  private static final char REPLACEMENT = '\uFFFD';
  private static final byte ESCAPE = 0x1B;

  private TextDecoder() {}

  /**
   * @param bad whether the charset is unknown, or the bytes are not in it
   */
  record Decoded(String text, boolean bad) {}

  static Decoded decode(byte[] bytes, @Nullable String declared) {
    if (declared != null && Charsets.isUtf7(declared)) {
      return new Decoded(Utf7.decode(bytes), false);
    }
    Charset charset = declared == null ? null : Charsets.named(declared);
    boolean unknown = declared != null && !declared.isBlank() && charset == null;
    Charset wide = wide(bytes, charset);
    if (wide != null) {
      return lenient(bytes, wide);
    }
    if (Latin1.isAscii(bytes)) {
      Charset escapes = escapes(bytes, charset);
      return escapes != null ? lenient(bytes, escapes) : new Decoded(Latin1.of(bytes), unknown);
    }
    String utf8 = strictUtf8(bytes);
    if (utf8 != null) {
      return new Decoded(utf8, unknown);
    }
    return eightBit(bytes, charset, unknown);
  }

  private static Decoded eightBit(byte[] bytes, @Nullable Charset charset, boolean unknown) {
    if (charset == null) {
      return new Decoded(new String(bytes, Charsets.WINDOWS_1252), true);
    }
    Decoded decoded = lenient(bytes, charset);
    if (decoded.bad && mostlyReplaced(decoded.text)) {
      return new Decoded(new String(bytes, Charsets.WINDOWS_1252), true);
    }
    return new Decoded(decoded.text, decoded.bad || unknown);
  }

  /** Charsets of two or four bytes a character, by their mark or by what is declared. */
  private static @Nullable Charset wide(byte[] bytes, @Nullable Charset charset) {
    if (bytes.length >= 2 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE) {
      return charset != null && Charsets.isWide(charset) ? charset : StandardCharsets.UTF_16;
    }
    if (bytes.length >= 2 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF) {
      return StandardCharsets.UTF_16;
    }
    if (charset == null || !Charsets.isWide(charset)) {
      return null;
    }
    return charset.equals(StandardCharsets.UTF_16) ? byZeros(bytes) : charset;
  }

  /** Without a mark the zeros of Western text tell the byte order; without zeros it is not wide. */
  private static @Nullable Charset byZeros(byte[] bytes) {
    int even = 0;
    int odd = 0;
    for (int i = 0; i + 1 < Math.min(bytes.length, 4096); i += 2) {
      even += bytes[i] == 0 ? 1 : 0;
      odd += bytes[i + 1] == 0 ? 1 : 0;
    }
    if (even == 0 && odd == 0 && Latin1.isAscii(bytes)) {
      return null;
    }
    return odd > even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
  }

  private static @Nullable Charset escapes(byte[] bytes, @Nullable Charset charset) {
    if (charset != null && Charsets.usesEscapes(charset)) {
      return charset;
    }
    for (int i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] == ESCAPE && bytes[i + 1] == '$') {
        return Charsets.named("iso-2022-jp");
      }
    }
    return null;
  }

  private static @Nullable String strictUtf8(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    int length = bytes.length - unfinishedTail(bytes);
    try {
      CharBuffer chars = decoder.decode(ByteBuffer.wrap(bytes, 0, length));
      int start = chars.length() > 0 && chars.charAt(0) == '\uFEFF' ? 1 : 0;
      return chars.subSequence(start, chars.length()).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** Bytes of a character that was cut in two at the end, 0 to 3. */
  private static int unfinishedTail(byte[] bytes) {
    for (int back = 1; back <= Math.min(3, bytes.length); back++) {
      int b = bytes[bytes.length - back] & 0xFF;
      if (b < 0x80) {
        return 0;
      }
      if (b >= 0xC0) {
        int needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
        return back < needed && bytes.length > back ? back : 0;
      }
    }
    return 0;
  }

  private static Decoded lenient(byte[] bytes, Charset charset) {
    try {
      String text = new String(bytes, charset);
      return new Decoded(text, text.indexOf(REPLACEMENT) >= 0);
    } catch (CoderMalfunctionError | RuntimeException e) {
      // Charsets with state have had bugs on broken input; none may cost us the message.
      return new Decoded(new String(bytes, Charsets.WINDOWS_1252), true);
    }
  }

  private static boolean mostlyReplaced(String text) {
    int replaced = 0;
    int other = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == REPLACEMENT) {
        replaced++;
      } else if (c > 127) {
        other++;
      }
    }
    return replaced * 4L > other;
  }
}
