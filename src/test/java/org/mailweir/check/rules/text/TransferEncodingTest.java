package org.mailweir.check.rules.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TransferEncodingTest {

  private static String qp(String text) {
    return TransferEncoding.quotedPrintable(text);
  }

  private static String base64(String text) {
    return TransferEncoding.base64(text);
  }

  @Test
  void quotedPrintable() {
    assertEquals("a=b\u00e9", qp("a=3Db=e9"));
    assertEquals("ab\ncd", qp("a=\nb  \t\nc=  \r\nd"));
    assertEquals("=4\nx \r\n", qp("=4\nx=20\r\n"));
    assertEquals("A", qp("==\n41"));
    assertEquals("a  ", qp("a  "));
  }

  @Test
  void base64IsLenient() {
    assertEquals("abc", base64("YWJj"));
    assertEquals("ab", base64("YW I=\n"));
    assertEquals("ab", base64("YWI"));
    assertEquals("abc", base64("Y*W-J_j"));
    assertEquals("abc", base64("YWJjY"));
    assertEquals("", base64("===="));
  }

  @Test
  void paddingInTheMiddle() {
    assertEquals("ab\u0000abc", base64("YWI=YWJj"));
    assertEquals("ab?abc", base64("YWI=YWJj!"));
  }

  @Test
  void lineEndsOfTextAreUnix() {
    MimePart text = Texts.of("Content-Transfer-Encoding: base64\n\nYQ0KYg==\n").root();
    assertEquals("a\nb", text.decoded());
    MimePart image =
        Texts.of("Content-Type: image/gif\nContent-Transfer-Encoding: base64\n\nYQ0KYg==\n").root();
    assertEquals("a\r\nb", image.decoded());
  }
}
