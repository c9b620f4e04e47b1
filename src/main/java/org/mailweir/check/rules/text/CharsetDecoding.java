package org.mailweir.check.rules.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From octets to characters, by what they look like first and by what they are declared to be
 * second: ASCII stays as it is, what is valid UTF-8 is UTF-8, then comes the declared character set
 * if every octet fits, and windows-1252 if none does.
 */
final class CharsetDecoding {

  private static final Pattern ASCII =
      compile("(?:US-)?ASCII|ANSI[_ ]?X3\\.4-(?:1986|1968)|ISO646-US");
  private static final Pattern EXTENDED_ASCII =
      compile(
          "ISO[ -]?8859(?:-\\d{1,2})?|Windows-\\d{4}|UTF-?8|(?:KOI8|EUC)-[A-Z]{1,2}|Big5|GBK"
              + "|GB[ -]?18030(?:-20\\d\\d)?");
  private static final Pattern UTF_16 = compile("UTF[ -]?16.*");
  private static final Pattern UTF_7 = compile("(?:unicode-1-1-)?UTF-?7");
  private static final Pattern JAPANESE = compile("ISO-2022-JP(?:-1)?");
  private static final Pattern WESTERN = compile("ISO-?8859-1|Windows-1252|CP1252");
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private CharsetDecoding() {}

  private static Pattern compile(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  /** A body: the declared character set is a hint. */
  static Decoded body(String octets, String declared) {
    if (Octets.isAscii(octets)) {
      return plain(octets, declared);
    }
    String text = Utf8.strict(octets);
    if (text == null) {
      text = isAscii(declared) || isUtf8(declared) ? null : declared(octets, declared, true);
    }
    return new Decoded(text == null ? western(octets) : text, true);
  }

  /** Encoded words of a header: the declared character set decides, wrong octets are replaced. */
  static String word(String octets, String declared) {
    if (Octets.isAscii(octets)) {
      return plain(octets, declared).octets();
    }
    String text = isUtf8(declared) ? Utf8.lenient(octets) : declared(octets, declared, false);
    return Octets.utf8(text == null ? western(octets) : text);
  }

  private static Decoded plain(String octets, String declared) {
    if (isAscii(declared) || matches(EXTENDED_ASCII, declared)) {
      return new Decoded(octets, false);
    }
    String text = declared(octets, declared, true);
    return text == null ? new Decoded(octets, false) : new Decoded(text, true);
  }

  private static @Nullable String declared(String octets, String declared, boolean strict) {
    if (matches(UTF_16, declared)) {
      return Utf16.guessed(octets);
    }
    if (matches(UTF_7, declared)) {
      return Utf7.decode(octets);
    }
    if (matches(JAPANESE, declared)) {
      return Iso2022Jp.decode(octets);
    }
    Charset charset = matches(WESTERN, declared) ? WINDOWS_1252 : CharsetNames.find(declared);
    return charset == null ? null : decode(octets, charset, strict);
  }

  /** Null if it is strict and an octet is wrong; else each wrong octet becomes U+FFFD. */
  static @Nullable String decode(String octets, Charset charset, boolean strict) {
    CharsetDecoder decoder = charset.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(Octets.bytes(octets));
    CharBuffer text = CharBuffer.allocate((int) (octets.length() * decoder.maxCharsPerByte()) + 2);
    while (decoder.decode(bytes, text, true).isError()) {
      if (strict || text.remaining() < 2) {
        return null;
      }
      bytes.get();
      text.put('\uFFFD');
      decoder.reset();
    }
    decoder.flush(text);
    return text.flip().toString();
  }

  /** A last resort that never fails. */
  private static String western(String octets) {
    return new String(Octets.bytes(octets), WINDOWS_1252);
  }

  private static boolean isAscii(String declared) {
    return matches(ASCII, declared);
  }

  private static boolean isUtf8(String declared) {
    return declared.equalsIgnoreCase("utf-8") || declared.equalsIgnoreCase("utf8");
  }

  private static boolean matches(Pattern pattern, String declared) {
    return pattern.matcher(declared).matches();
  }
}
