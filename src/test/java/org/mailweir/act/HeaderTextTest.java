package org.mailweir.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Fields of ours cannot be broken out of, whatever stands in them. */
class HeaderTextTest {

  @Test
  void lineEndsControlsAndForeignLettersCannotEndAField() {
    assertEquals(
        "X-A: a Bcc: evil ?[31m ? ?\r\n",
        HeaderText.field("X-A", "a\r\nBcc: evil\n\u001b[31m \u202e é"));
  }

  @Test
  void listsAreFoldedBehindCommas() {
    assertEquals(
        "X-Spam-Status: Yes, score=5.0 tests=AAAAAAAAAAAAAAAAAAAA,\r\n"
            + "\tBBBBBBBBBBBBBBBBBBBB,CCCCCCCCCCCCCCCCCCCC,D autolearn=no\r\n",
        HeaderText.field(
            "X-Spam-Status",
            "Yes, score=5.0 tests=AAAAAAAAAAAAAAAAAAAA,BBBBBBBBBBBBBBBBBBBB,CCCCCCCCCCCCCCCCCCCC,D"
                + " autolearn=no"));
  }

  @Test
  void longValuesAreFoldedAndNoLineIsTooLong() {
    String field = HeaderText.field("X-A", "word ".repeat(500) + "x".repeat(5_000));
    assertTrue(field.endsWith("\r\n"));
    for (String line : field.split("\r\n")) {
      assertTrue(line.length() <= 998, "a line of " + line.length());
      assertTrue(line.startsWith("X-A:") || line.startsWith("\t"), line);
    }
  }
}
