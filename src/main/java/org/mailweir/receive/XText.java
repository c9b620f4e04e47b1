package org.mailweir.receive;

import org.mailweir.net.Octets;

/** The encoding of RFC 3461 section 4: {@code +41} stands for {@code A}. */
final class XText {

  private XText() {}

  /** Decodes leniently: what is not a valid escape stays as it is. See {@link Octets}. */
  static String decode(String text) {
    if (text.indexOf('+') < 0) {
      return text;
    }
    byte[] in = Octets.bytes(text);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      int high = in[i] == '+' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
      if (low >= 0) {
        out[length++] = (byte) (high * 16 + low);
        i += 2;
      } else {
        out[length++] = in[i];
      }
    }
    return Octets.text(out, length);
  }
}
