package org.mailweir.check.rules.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyEvalsTest {

  private static Mail alternative(String plain, String html) {
    return Mail.of(
        "Subject: s\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n"
            + "--b\nContent-Type: text/plain; charset=utf-8\n\n"
            + plain
            + "\n--b\nContent-Type: text/html; charset=utf-8\n\n"
            + html
            + "\n--b--\n");
  }

  @ParameterizedTest
  @CsvSource({
    "one two, one two, false",
    "one two, three four, true",
    "one two, one three, false",
    "-- one, one, false",
    "grün, <b>grün</b>, false",
    "one, <img src=x>, true"
  })
  void thePlainTextShouldSayTheSame(String plain, String html, boolean hits) {
    assertEquals(
        hits, alternative(plain, html).hits("multipart_alternative_difference", "99", "100"));
  }

  @Test
  void thePlainTextMayHaveManyMoreWords() {
    Mail mail = alternative("a b c d e f g h i j", "a b");

    assertTrue(mail.hits("multipart_alternative_difference_count", "3", "1"));
    assertFalse(mail.hits("multipart_alternative_difference_count", "3", "2"));
  }

  @Test
  void wordsWithoutBlanksOrWithTooMany() {
    assertTrue(
        Mail.of("Subject: subject\n\nNoblankinhere\n").hits("tvd_vertical_words", "0", "10"));
    assertTrue(Mail.of("Subject: V I A G R A\n\nx\n").hits("tvd_vertical_words", "70", "100"));
    assertFalse(Mail.of("Subject: V I A G R A\n\nx\n").hits("tvd_vertical_words", "0", "10"));
  }

  @Test
  void blankLinesAreCounted() {
    Mail mail = Mail.of("Subject: s\n\na\n\n\n\n\nb\n");

    assertTrue(mail.hits("check_blank_line_ratio", "60", "70", "4"));
    assertFalse(mail.hits("check_blank_line_ratio", "60", "70", "40"));
  }

  @Test
  void shortBodies() {
    assertTrue(Mail.of("Subject: s\n\nabc\n").hits("check_body_length", "4"));
    assertFalse(Mail.of("Subject: s\n\nabcd\n").hits("check_body_length", "4"));
  }

  @Test
  void headingsOfStockTips() {
    Mail mail = Mail.of("Subject: s\n\nSymbol: ABCD\nPrice Target: 5\nHello: you\n");

    assertTrue(mail.hits("check_stock_info", "2"));
    assertFalse(mail.hits("check_stock_info", "3"));
  }

  @Test
  void textAndSignatureAreMeasured() {
    Mail mail = Mail.of("Subject: s\n\nText.\n-- \nA long signature\n");

    assertTrue(mail.hits("plaintext_body_length", "6", "6"));
    assertTrue(mail.hits("plaintext_sig_length", "18", "18"));
    assertTrue(mail.hits("plaintext_body_sig_ratio", "0", "0.5"));
    assertTrue(Mail.header("Subject: s").hits("plaintext_body_sig_ratio", "1000000"));
  }
}
