package org.mailweir.check.rules.text;

import java.util.Arrays;

/** Undoes quoted-printable and base64 (RFC 2045 6.7, 6.8) the lenient way that rules expect. */
final class TransferEncoding {

  private static final byte[] BASE64 = new byte[256];

  static {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    Arrays.fill(BASE64, (byte) -1);
    for (int i = 0; i < alphabet.length(); i++) {
      BASE64[alphabet.charAt(i)] = (byte) i;
    }
    BASE64['='] = 64;
  }

  private TransferEncoding() {}

  /** Blanks before line ends and soft line breaks go first; only then are octets decoded. */
  static String quotedPrintable(String raw) {
    byte[] octets = Octets.bytes(raw);
    int length = withoutSoftBreaks(octets);
    int to = 0;
    for (int from = 0; from < length; from++) {
      int value = octets[from] == '=' && from + 2 < length ? hex(octets, from + 1) : -1;
      octets[to++] = value < 0 ? octets[from] : (byte) value;
      from += value < 0 ? 0 : 2;
    }
    return Octets.of(octets, to);
  }

  private static int withoutSoftBreaks(byte[] octets) {
    int to = 0;
    int from = 0;
    while (from < octets.length) {
      int feed = lineFeed(octets, from);
      int end = feed < 0 ? octets.length : feed;
      int textEnd = feed < 0 ? end : beforeBlanks(octets, from, lineEndStart(octets, from, feed));
      System.arraycopy(octets, from, octets, to, textEnd - from);
      to += textEnd - from;
      if (feed < 0) {
        break;
      }
      if (textEnd > from && octets[textEnd - 1] == '=') {
        to--;
      } else {
        int start = lineEndStart(octets, from, feed);
        System.arraycopy(octets, start, octets, to, feed + 1 - start);
        to += feed + 1 - start;
      }
      from = feed + 1;
    }
    return to;
  }

  private static int lineFeed(byte[] octets, int from) {
    for (int i = from; i < octets.length; i++) {
      if (octets[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static int lineEndStart(byte[] octets, int from, int feed) {
    return feed > from && octets[feed - 1] == '\r' ? feed - 1 : feed;
  }

  private static int beforeBlanks(byte[] octets, int from, int end) {
    int i = end;
    while (i > from && (octets[i - 1] == ' ' || octets[i - 1] == '\t')) {
      i--;
    }
    return i;
  }

  private static int hex(byte[] octets, int at) {
    int high = Character.digit(octets[at], 16);
    int low = Character.digit(octets[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  /**
   * Foreign octets do not count. In text without any, whose length is a multiple of four, a padding
   * sign in the middle counts as {@code A}; in other text as {@code /}.
   */
  static String base64(String raw) {
    byte[] sextets = new byte[raw.length()];
    int count = 0;
    boolean foreign = false;
    for (int i = 0; i < raw.length(); i++) {
      int value = BASE64[raw.charAt(i) & 0xFF];
      if (value >= 0) {
        sextets[count++] = (byte) value;
      } else if (!Octets.isSpace(raw.charAt(i))) {
        foreign = true;
      }
    }
    boolean regular = !foreign && count % 4 == 0;
    int end = count;
    while (end > 0 && sextets[end - 1] == 64) {
      end--;
    }
    return joined(sextets, end, regular ? 0 : 63);
  }

  private static String joined(byte[] sextets, int count, int padding) {
    byte[] octets = new byte[count / 4 * 3 + 2];
    int length = 0;
    int bits = 0;
    for (int i = 0; i < count; i++) {
      bits = bits << 6 | (sextets[i] == 64 ? padding : sextets[i]);
      int phase = i & 3;
      if (phase != 0) {
        octets[length++] = (byte) (bits >> (6 - 2 * phase));
      }
    }
    return Octets.of(octets, length);
  }

  /** CRLF becomes LF. */
  static String lineFeeds(String text) {
    if (text.indexOf('\r') < 0) {
      return text;
    }
    StringBuilder unix = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\r' || i + 1 == text.length() || text.charAt(i + 1) != '\n') {
        unix.append(c);
      }
    }
    return unix.toString();
  }
}
