package org.mailweir.check.rules.eval;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MimeEvalsTest {

  private static final String HEAD = "Subject: s\nMIME-Version: 1.0\n";

  private static Mail parts(String subtype, String... parts) {
    StringBuilder text =
        new StringBuilder(HEAD + "Content-Type: multipart/" + subtype + "; boundary=b\n\n");
    for (String part : parts) {
      text.append("--b\n").append(part).append('\n');
    }
    return Mail.of(text + "--b--\n");
  }

  private static String part(String fields, String body) {
    return "Content-Type: " + fields + "\n\n" + body;
  }

  @Test
  void factsOfThePartsAreFoundByTheirNames() {
    Mail mail =
        parts(
            "mixed",
            part("text/plain", "x"),
            part("image/gif\nContent-Disposition: attachment", "x"),
            part("text/plain\nContent-Transfer-Encoding: base64", "eA=="));

    assertTrue(mail.hits("check_for_mime", "mime_attachment"));
    assertTrue(mail.hits("check_for_mime", "mime_base64_count"));
    assertTrue(mail.hits("check_for_mime", "mime_base64_encoded_text"));
    assertFalse(mail.hits("check_for_mime", "mime_qp_count"));
    assertFalse(mail.hits("check_for_mime", "no_such_fact"));
  }

  @Test
  void longLinesOfQuotedPrintableAreNoticed() {
    String field = "text/plain\nContent-Transfer-Encoding: quoted-printable";

    assertTrue(
        parts("mixed", part(field, "x".repeat(79) + "\n"))
            .hits("check_for_mime", "mime_qp_long_line"));
    assertFalse(
        parts("mixed", part(field, "x".repeat(78) + "\n"))
            .hits("check_for_mime", "mime_qp_long_line"));
    assertTrue(parts("mixed", part(field, "=41=42 c")).hits("check_for_mime", "mime_qp_count"));
    assertFalse(parts("mixed", part(field, "c=20=20")).hits("check_for_mime", "mime_qp_count"));
    assertTrue(parts("mixed", part(field, "=41=42")).hits("check_qp_ratio", "0.2"));
  }

  @Test
  void htmlAloneIsHtmlOnly() {
    assertTrue(Mail.html("<p>x").hits("check_for_mime_html_only"));
    assertTrue(parts("mixed", part("text/html", "x")).hits("check_for_mime_html_only"));
    Mail both = parts("alternative", part("text/plain", "x"), part("text/html", "x"));
    assertFalse(both.hits("check_for_mime_html_only"));
    assertTrue(both.hits("check_for_mime_html"));
  }

  @Test
  void plainTextMayBeMuchShorterThanHtml() {
    Mail mail = parts("alternative", part("text/plain", "x"), part("text/html", "y".repeat(999)));

    assertTrue(mail.hits("check_mime_multipart_ratio", "0.00", "0.01"));
    assertFalse(mail.hits("check_mime_multipart_ratio", "0.01", "1"));
  }

  @Test
  void eightBitsInAsciiAreIllegal() {
    assertTrue(Mail.of("Subject: s\n\ngrün\n").hits("check_for_ascii_text_illegal"));
    assertFalse(
        Mail.of(HEAD + "Content-Type: text/plain; charset=utf-8\n\ngrün\n")
            .hits("check_for_ascii_text_illegal"));
    assertFalse(Mail.of("Subject: s\n\nplain\n").hits("check_for_ascii_text_illegal"));
  }

  @Test
  void charactersWrittenAsEntitiesAreCounted() {
    Mail mail = Mail.of("Subject: s\n\n&#x0041;&#x0042; c\n");

    assertTrue(mail.hits("check_abundant_unicode_ratio", "0.05"));
    assertFalse(mail.hits("check_abundant_unicode_ratio", "5"));
    assertFalse(Mail.header("Subject: s").hits("check_abundant_unicode_ratio", "0.05"));
  }

  @Test
  void capitalsAreCountedInLongTexts() {
    Mail loud = Mail.of("Subject: s\n\n" + "BUY IT NOW ".repeat(30) + "\n");

    assertTrue(loud.hits("check_for_uppercase", "75", "100"));
    assertFalse(loud.hits("check_for_uppercase", "25", "50"));
    assertFalse(Mail.of("Subject: s\n\nBUY IT NOW\n").hits("check_for_uppercase", "75", "100"));
  }

  @Test
  void flagsOfTheParserAreKnown() {
    assertTrue(
        Mail.of("Subject: s\n--x\n").hits("check_msg_parse_flags", "missing_head_body_separator"));
    assertFalse(
        Mail.header("Subject: s").hits("check_msg_parse_flags", "missing_head_body_separator"));
  }

  @Test
  void alternativesShouldBeText() {
    assertTrue(
        parts("alternative", part("text/plain", "x"), part("application/pdf", "x"))
            .hits("check_ma_non_text"));
    assertFalse(
        parts("alternative", part("text/plain", "x"), part("text/html", "x"))
            .hits("check_ma_non_text"));
  }

  @Test
  void theLongestLineOfBase64Counts() {
    String field = "image/png\nContent-Transfer-Encoding: base64";
    Mail mail = parts("mixed", part(field, "A".repeat(77) + "\n"));

    assertTrue(mail.hits("check_base64_length", "78", "79"));
    assertFalse(mail.hits("check_base64_length", "79"));
  }

  @Test
  void farawayCharsetsAreThoseThatNobodyReads() {
    Mail mail = parts("mixed", part("text/plain; charset=koi8-r", "x")).with("ok_locales", "en de");

    assertTrue(mail.hits("check_for_mime", "mime_faraway_charset"));
    assertFalse(mail.with("ok_locales", "ru").hits("check_for_mime", "mime_faraway_charset"));
    assertFalse(mail.with("ok_locales", "all").hits("check_for_mime", "mime_faraway_charset"));
    assertTrue(
        Mail.header("Subject: =?koi8-r?B?8PLJ18XU?=")
            .with("ok_locales", "en")
            .hits("check_for_faraway_charset_in_headers"));
  }
}
