package org.mailweir.lab;

/** The generic test for unsolicited bulk email: every filter calls it spam. */
final class Gtube {

  // In two halves, so that this source file itself is not spam.
  private static final String TEXT =
      "XJS*C4JDBQADN1.NSBN3*2IDNEN*" + "GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

  private Gtube() {}

  static byte[] message(String distinguishing) {
    return Octets.of(
        """
        From: Test <test@example.org>
        To: reader@example.com
        Subject: test of the spam filter
        Date: Fri, 20 Nov 2026 12:00:00 +0000
        Message-ID: <gtube.%1$s@example.org>

        %1$s
        %2$s
        """
            .formatted(distinguishing.replace(' ', '.'), TEXT)
            .replace("\n", "\r\n"));
  }
}
