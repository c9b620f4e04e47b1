package org.mailweir.check.rules.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlEvalsTest {

  private static final Mail PAGE =
      Mail.html(
          "<html><head><title>Offer</title></head><body><!-- note --><center><p>Text</p>"
              + "<img src=http://x.example.org/a.gif width=100 height=50></body></html>");

  @Test
  void tagsThatAreNotClosedAreOutOfBalance() {
    assertTrue(PAGE.hits("html_tag_balance", "center", "> 0"));
    assertFalse(PAGE.hits("html_tag_balance", "body", "!= 0"));
    assertFalse(PAGE.hits("html_tag_balance", "table", "== 0"));
    assertFalse(PAGE.hits("html_tag_balance", "center", "is odd"));
  }

  @Test
  void tagsExistOnceTheyWereSeen() {
    assertTrue(PAGE.hits("html_tag_exists", "body"));
    assertFalse(PAGE.hits("html_tag_exists", "script"));
  }

  @Test
  void littleHtmlWithAPictureIsAPictureOnly() {
    assertTrue(PAGE.hits("html_image_only", "0000", "0400"));
    assertFalse(PAGE.hits("html_image_only", "0400", "0800"));
    assertFalse(Mail.html("<p>x").hits("html_image_only", "0000", "0400"));
  }

  @Test
  void factsAreTestedByTheirNames() {
    assertTrue(PAGE.hits("html_test", "html"));
    assertFalse(PAGE.hits("html_test", "embeds"));
    assertFalse(Mail.header("Subject: plain").hits("html_test", "html"));
    assertTrue(PAGE.hits("html_eval", "length", "< 384"));
    assertFalse(PAGE.hits("html_eval", "length", "< 3"));
  }

  @ParameterizedTest
  @CsvSource({"0, 1024, true", "0, 10, false", "5, inf, true", "10000, inf, false"})
  void rangesAreOpenBelow(String above, String most, boolean hits) {
    assertEquals(hits, PAGE.hits("html_range", "length", above, most));
  }

  @Test
  void textsMatchPatterns() {
    assertTrue(PAGE.hits("html_text_match", "title", "^Of+er"));
    assertTrue(PAGE.hits("html_text_match", "comment", "<!.*?>"));
    assertFalse(PAGE.hits("html_text_match", "title", "offer"));
    assertTrue(PAGE.hits("html_text_not_match", "title", "offer"));
  }

  @Test
  void titlesAreHeldAgainstTheSubject() {
    assertTrue(PAGE.hits("html_title_subject_ratio", "2"));
    assertFalse(PAGE.hits("html_title_subject_ratio", "3"));
  }

  @Test
  void framesAreSeen() {
    assertTrue(Mail.html("<iframe src=http://a.example.org/></iframe>").hits("check_iframe_src"));
    assertFalse(PAGE.hits("check_iframe_src"));
  }

  @Test
  void aLinkMayShowAnotherHostThanItLeadsTo() {
    String link = "<a href=http://www.evil.com/>see https://%s/x</a>";

    assertTrue(Mail.html(link.formatted("bank.com")).hits("check_https_http_mismatch", "1", "10"));
    assertFalse(
        Mail.html(link.formatted("sub.evil.com")).hits("check_https_http_mismatch", "1", "10"));
    assertFalse(Mail.html(link.formatted("bank.com")).hits("check_https_http_mismatch", "2", "10"));
  }

  @Test
  void aLinkMayShowAHostAndLeadToAnAddress() {
    assertTrue(
        Mail.html("<a href=http://192.0.2.1/>https://bank.com</a>")
            .hits("check_https_ip_mismatch"));
    assertFalse(Mail.html("<a href=http://192.0.2.1/>click</a>").hits("check_https_ip_mismatch"));
  }

  @Test
  void aLinkMayLeadOnToAnotherHost() {
    assertTrue(
        Mail.header("Subject: s")
            .link("http://a.com/?to=http://b.com/x")
            .hits("check_for_http_redirector"));
    assertFalse(
        Mail.header("Subject: s")
            .link("http://a.com/?to=http://x.a.com/y")
            .hits("check_for_http_redirector"));
  }
}
