package org.mailweir.parse;

/** UTF-7 (RFC 2152), which the JDK does not have. Lenient: what breaks its rules stays as it is. */
final class Utf7 {

  private Utf7() {}

  static String decode(byte[] bytes) {
    StringBuilder out = new StringBuilder(bytes.length);
    int i = 0;
    while (i < bytes.length) {
      byte b = bytes[i++];
      if (b != '+') {
        out.append((char) (b & 0xFF));
      } else if (i < bytes.length && bytes[i] == '-') {
        out.append('+');
        i++;
      } else {
        i = shifted(bytes, i, out);
      }
    }
    return out.toString();
  }

  /** Decodes from behind the plus sign; answers the index behind the shifted sequence. */
  private static int shifted(byte[] bytes, int start, StringBuilder out) {
    int bits = 0;
    int count = 0;
    int i = start;
    for (; i < bytes.length && digit(bytes[i]) >= 0; i++) {
      bits = bits << 6 | digit(bytes[i]);
      count += 6;
      if (count >= 16) {
        count -= 16;
        out.append((char) (bits >>> count & 0xFFFF));
      }
    }
    if (i == start) {
      out.append('+');
    }
    return i < bytes.length && i > start && bytes[i] == '-' ? i + 1 : i;
  }

  private static int digit(byte b) {
    if (b >= 'A' && b <= 'Z') {
      return b - 'A';
    }
    if (b >= 'a' && b <= 'z') {
      return b - 'a' + 26;
    }
    if (b >= '0' && b <= '9') {
      return b - '0' + 52;
    }
    return b == '+' ? 62 : b == '/' ? 63 : -1;
  }
}
