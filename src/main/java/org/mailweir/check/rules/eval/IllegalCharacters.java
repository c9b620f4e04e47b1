package org.mailweir.check.rules.eval;

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
    if (high && !control && Utf8.decode(value) != null) {
      return 0;
    }
    return subject && signs == 1 ? illegal - 1 : illegal;
  }
}
