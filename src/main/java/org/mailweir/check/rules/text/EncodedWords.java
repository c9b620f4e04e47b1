package org.mailweir.check.rules.text;

/**
 * Undoes the encoded words of RFC 2047 in one pass. Neighbours of one character set are put
 * together before that is looked at, since some senders cut characters in two.
 */
final class EncodedWords {

  private final String in;
  private final StringBuilder out;
  private final StringBuilder pending = new StringBuilder();
  private String charset = "";

  private EncodedWords(String in) {
    this.in = in;
    out = new StringBuilder(in.length());
  }

  static String decode(String value) {
    EncodedWords words = new EncodedWords(value);
    words.run();
    return words.out.toString();
  }

  private void run() {
    int i = 0;
    while (i < in.length()) {
      int start = in.indexOf("=?", i);
      start = start < 0 ? in.length() : start;
      if (start > i) {
        literal(i, start);
      }
      i = start;
      if (i < in.length()) {
        i = wordAt(i);
      }
    }
    flush();
  }

  private void literal(int start, int end) {
    flush();
    out.append(in, start, end);
  }

  /** Takes a word, and the blanks behind it if another word follows; else one char. */
  private int wordAt(int start) {
    int end = wordEnd(in, start);
    if (end < 0) {
      literal(start, start + 1);
      return start + 1;
    }
    int charsetEnd = in.indexOf('?', start + 2);
    add(
        Octets.lower(in.substring(start + 2, charsetEnd)),
        in.charAt(charsetEnd + 1),
        in.substring(charsetEnd + 3, end - 2));
    int next = Octets.skipSpace(in, end);
    return next > end && in.startsWith("=?", next) && wordEnd(in, next) > 0 ? next : end;
  }

  private void add(String newCharset, char encoding, String data) {
    if (!newCharset.equals(charset)) {
      flush();
      charset = newCharset;
    }
    pending.append(
        (encoding | 0x20) == 'b'
            ? TransferEncoding.base64(data)
            : TransferEncoding.quotedPrintable(data.replace('_', ' ')));
  }

  private void flush() {
    if (!charset.isEmpty()) {
      // RFC 2231 5: a language may follow an asterisk
      int language = charset.indexOf('*');
      String declared = language < 0 ? charset : charset.substring(0, language);
      out.append(CharsetDecoding.word(pending.toString(), declared));
      pending.setLength(0);
      charset = "";
    }
  }

  /** Where the word that begins there ends, or -1 if none does. */
  private static int wordEnd(String in, int start) {
    int i = start + 2;
    while (i < in.length() && isCharsetChar(in.charAt(i))) {
      i++;
    }
    boolean head =
        i > start + 2
            && i + 2 < in.length()
            && in.charAt(i) == '?'
            && "bqBQ".indexOf(in.charAt(i + 1)) >= 0
            && in.charAt(i + 2) == '?';
    if (!head) {
      return -1;
    }
    int close = in.indexOf('?', i + 3);
    return close > 0 && close + 1 < in.length() && in.charAt(close + 1) == '=' ? close + 2 : -1;
  }

  private static boolean isCharsetChar(char c) {
    return Octets.isWord(c) || c == '*' || c == '-';
  }
}
