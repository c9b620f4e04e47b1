package org.mailweir.check.rules.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * ISO-2022-JP (RFC 1468) as Perl reads it, by way of EUC-JP: it never fails; the text ends at the
 * first octet that is not ASCII or the first unknown escape, and what is no character is shown as
 * {@code \xHH}.
 */
final class Iso2022Jp {

  private static final String[] KANJI = {"\u001b$@", "\u001b$B", "\u001b&@\u001b$B"};
  private static final String[] ASCII = {"\u001b(B", "\u001b(J"};
  private static final String SUPPLEMENT = "\u001b$(D";
  private static final String KANA = "\u001b(I";
  private static final Charset EUC_JP = Charset.forName("x-eucJP-Open");

  private final String in;
  private final StringBuilder euc;
  private int at;

  private Iso2022Jp(String in) {
    this.in = in;
    euc = new StringBuilder(in.length());
  }

  static String decode(String octets) {
    int end = 0;
    while (end < octets.length() && octets.charAt(end) < 0x80) {
      end++;
    }
    Iso2022Jp reader = new Iso2022Jp(octets.substring(0, end));
    reader.run();
    return fromEuc(reader.euc.toString());
  }

  private void run() {
    append(0, "");
    while (at < in.length()) {
      if (skip(ASCII)) {
        append(0, "");
      } else if (skip(KANJI)) {
        append(0x80, "");
      } else if (skip(SUPPLEMENT)) {
        append(0x80, "\u008f");
      } else if (skip(KANA)) {
        append(0x80, "\u008e");
      } else {
        return;
      }
    }
  }

  private boolean skip(String... escapes) {
    for (String escape : escapes) {
      if (in.startsWith(escape, at)) {
        at += escape.length();
        return true;
      }
    }
    return false;
  }

  /** What follows up to the next escape. */
  private void append(int shift, String prefix) {
    int width = prefix.equals("\u008f") ? 2 : 1;
    int shifted = 0;
    while (at < in.length() && in.charAt(at) != 0x1B) {
      char c = in.charAt(at++);
      boolean moves = shift != 0 && c > ' ' && c < 0x7F;
      if (moves && shifted++ % width == 0) {
        euc.append(prefix);
      }
      euc.append((char) (moves ? c + shift : c));
    }
  }

  private static String fromEuc(String euc) {
    ByteBuffer bytes = ByteBuffer.wrap(Octets.bytes(euc));
    CharBuffer chars = CharBuffer.allocate(euc.length() * 4 + 16);
    CharsetDecoder decoder = EUC_JP.newDecoder();
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, true);
      if (!result.isError()) {
        return chars.flip().toString();
      }
      for (int i = 0; i < result.length() && bytes.hasRemaining(); i++) {
        chars.put(String.format("\\x%02X", bytes.get() & 0xFF));
      }
    }
  }
}
