package org.mailweir.check.rules.text;

import java.nio.charset.StandardCharsets;

/** UTF-7 (RFC 2152), lenient: what is not encoded stays. */
final class Utf7 {

  private Utf7() {}

  static String decode(String octets) {
    StringBuilder text = new StringBuilder(octets.length());
    int i = 0;
    while (i < octets.length()) {
      char c = octets.charAt(i++);
      if (c != '+') {
        text.append(c);
        continue;
      }
      int end = i;
      while (end < octets.length() && isBase64(octets.charAt(end))) {
        end++;
      }
      text.append(end == i ? "+" : utf16(octets.substring(i, end)));
      i = end < octets.length() && octets.charAt(end) == '-' ? end + 1 : end;
    }
    return text.toString();
  }

  private static String utf16(String base64) {
    byte[] bytes = Octets.bytes(TransferEncoding.base64(base64));
    return new String(bytes, 0, bytes.length & ~1, StandardCharsets.UTF_16BE);
  }

  private static boolean isBase64(char c) {
    return Octets.isLetter(c) || Octets.isDigit(c) || c == '+' || c == '/';
  }
}
