package org.mailweir.parse;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes encoded words (RFC 2047, with the language of RFC 2231 5). Neighbours of one charset are
 * joined before their bytes become characters, because senders cut characters in two. Each
 * character is looked at a constant number of times.
 */
final class EncodedWords {

  private final String raw;
  private final int max;
  private final Defects defects;
  private final StringBuilder out = new StringBuilder();
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private @Nullable String pendingCharset;
  private int words;

  private EncodedWords(String raw, int max, Defects defects) {
    this.raw = raw;
    this.max = max;
    this.defects = defects;
  }

  /**
   * @param raw an unfolded field value, one char per byte
   * @param max encoded words that are decoded; the rest stays as it is
   */
  static String decode(String raw, int max, Defects defects) {
    if (raw.indexOf("=?") < 0) {
      return plain(raw);
    }
    return new EncodedWords(raw, max, defects).run();
  }

  private static String plain(String raw) {
    byte[] bytes = Latin1.bytes(raw);
    return Latin1.isAscii(bytes) ? raw : TextDecoder.decode(bytes, null).text();
  }

  private String run() {
    int done = 0;
    int at = raw.indexOf("=?");
    while (at >= 0) {
      Word word = words < max ? word(at) : null;
      if (word == null) {
        at = words < max ? raw.indexOf("=?", at + 2) : -1;
        continue;
      }
      between(done, at);
      take(word);
      done = word.end;
      at = raw.indexOf("=?", done);
    }
    flush();
    out.append(plain(raw.substring(done)));
    return out.toString();
  }

  /** Text between two words shows only when it is more than white space (RFC 2047 6.2). */
  private void between(int from, int to) {
    if (pendingCharset == null || !raw.substring(from, to).isBlank()) {
      flush();
      out.append(plain(raw.substring(from, to)));
    }
  }

  private void take(Word word) {
    if (++words == max) {
      defects.limit("encodedWords");
    }
    if (pendingCharset != null && !pendingCharset.equalsIgnoreCase(word.charset)) {
      flush();
    }
    pendingCharset = word.charset;
    BodySink sink = new BodySink(word.text.length());
    TransferDecoder decoder =
        word.base64 ? new Base64Decoder(sink) : new QuotedPrintableDecoder(sink);
    byte[] bytes = Latin1.bytes(word.base64 ? word.text : word.text.replace('_', '\u0001'));
    decoder.feed(bytes, 0, bytes.length);
    decoder.finish();
    byte[] decoded = sink.bytes();
    if (!word.base64) {
      blanks(decoded);
    }
    pending.write(decoded, 0, decoded.length);
  }

  /** The underscores of the Q encoding, kept out of the way of trailing-blank removal. */
  private static void blanks(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 1) {
        bytes[i] = ' ';
      }
    }
  }

  private void flush() {
    String charset = pendingCharset;
    if (charset != null) {
      TextDecoder.Decoded decoded = TextDecoder.decode(pending.toByteArray(), charset);
      if (decoded.bad()) {
        defects.add(Defect.Kind.BAD_CHARSET, "encoded word in " + charset);
      }
      out.append(decoded.text());
      pending.reset();
      pendingCharset = null;
    }
  }

  private record Word(String charset, boolean base64, String text, int end) {}

  private @Nullable Word word(int start) {
    int charsetEnd = charsetEnd(start + 2);
    if (charsetEnd < 0 || charsetEnd + 2 >= raw.length() || raw.charAt(charsetEnd + 2) != '?') {
      return null;
    }
    char encoding = raw.charAt(charsetEnd + 1);
    boolean base64 = encoding == 'B' || encoding == 'b';
    if (!base64 && encoding != 'Q' && encoding != 'q') {
      return null;
    }
    int from = charsetEnd + 3;
    int to = textEnd(from);
    if (to < 0) {
      return null;
    }
    String charset = raw.substring(start + 2, charsetEnd);
    int language = charset.indexOf('*');
    return new Word(
        language < 0 ? charset : charset.substring(0, language),
        base64,
        raw.substring(from, to),
        Math.min(raw.length(), to + 2));
  }

  private int charsetEnd(int from) {
    for (int i = from; i < Math.min(raw.length(), from + 80); i++) {
      char c = raw.charAt(i);
      if (c == '?') {
        return i > from ? i : -1;
      }
      if (c <= ' ' || c == '=') {
        return -1;
      }
    }
    return -1;
  }

  /** Where the text ends. Blanks inside are wrong but shown by readers; the next word is not. */
  private int textEnd(int from) {
    for (int i = from; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '?' && i + 1 < raw.length() && raw.charAt(i + 1) == '=') {
        return i;
      }
      if (c == '=' && raw.startsWith("=?", i) && !raw.startsWith("=?=", i)) {
        return -1;
      }
    }
    return -1;
  }
}
