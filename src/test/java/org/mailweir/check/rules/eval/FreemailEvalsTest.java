package org.mailweir.check.rules.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreemailEvalsTest {

  private static Mail mail(String header, String body) {
    return Mail.of(header + "\n\n" + body + "\n")
        .with("freemail_domains", "free.com gratis.*", "f?ee.org");
  }

  @ParameterizedTest
  @CsvSource({
    "joe@free.com, true",
    "JOE@FREE.COM, true",
    "joe@gratis.de, true",
    "joe@gratis.co.uk, false",
    "joe@fxee.org, true",
    "joe@sub.free.com, false",
    "joe@example.org, false",
    "support@free.com, false",
    "postmaster@free.com, false",
    "a=b=c@free.com, false"
  })
  void providersAreKnownByTheirDomains(String from, boolean hits) {
    assertEquals(hits, mail("From: " + from, "x").hits("check_freemail_from"));
  }

  @Test
  void withoutProvidersNothingIsFree() {
    assertFalse(Mail.header("From: joe@free.com").hits("check_freemail_from"));
  }

  @Test
  void addressesMayBeWelcomeAllTheSame() {
    Mail mail = mail("From: joe@free.com", "x").with("freemail_welcomelist", "joe@free.com");

    assertFalse(mail.hits("check_freemail_from"));
  }

  @Test
  void fieldsAreLookedAtWithAPattern() {
    Mail mail = mail("Reply-To: Joe <joe7@free.com>", "x");

    assertTrue(mail.hits("check_freemail_header", "Reply-To"));
    assertTrue(mail.hits("check_freemail_header", "Reply-To", "\\d@"));
    assertFalse(mail.hits("check_freemail_header", "Reply-To", "^\\d"));
    assertFalse(mail.hits("check_freemail_header", "From"));
  }

  @Test
  void answersMayGoToAnotherFreeAddress() {
    String reply = "From: joe@free.com\nReply-To: jim@free.com";

    assertTrue(mail(reply, "x").hits("check_freemail_replyto", "replyto"));
    assertFalse(
        mail("Return-Path: <owner-list@x.org>\n" + reply, "x")
            .hits("check_freemail_replyto", "replyto"));
  }

  @Test
  void theTextMayNameAnotherFreeAddress() {
    String from = "From: joe@free.com";

    assertTrue(mail(from, "Write to jim@free.com soon").hits("check_freemail_replyto", "reply"));
    assertFalse(mail(from, "Write to joe@free.com soon").hits("check_freemail_replyto", "reply"));
    assertFalse(mail(from, "Write to jim@free.com").hits("check_freemail_replyto", "replyto"));
  }

  @Test
  void addressesThatAreQuotedDoNotCountAndVanish() {
    EvalInput input =
        mail(
                "From: joe@free.com",
                "Jim <jim@free.com> or a@free.com wrote: yes, a.b@free.com fax: 1")
            .input();

    FreemailBody body = FreemailBody.of(input);

    assertEquals(java.util.Set.of("a.b@free.com"), body.addresses());
    assertEquals("Jim   or   yes, a.b@free.com fax: 1", input.text().body().get(1).strip());
  }

  @Test
  void webAddressesWithAnAtSignVanishToo() {
    EvalInput input = mail("From: joe@free.com", "See <http://x.com/?u=a@free.com&b now").input();

    assertTrue(FreemailBody.of(input).addresses().isEmpty());
    assertEquals("See   now", input.text().body().get(1).strip());
  }

  @Test
  void tooManyAddressesSayNothing() {
    String many = "a@x.com b@x.com c@x.com d@x.com e@free.com";

    assertFalse(mail("From: joe@free.com", many).hits("check_freemail_body"));
    assertTrue(mail("From: joe@free.com", "e@free.com a@x.com").hits("check_freemail_body"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          write to joe@example.org.         | joe@example.org
          a.b-c+d@sub.example.co.uk,        | a.b-c+d@sub.example.co.uk
          x..joe@example.org                | joe@example.org
          joe@example.nowhere               | -
          joe.@example.org                  | -
          joe@example.org-x                 | -
          joe@localhost                     | -
          joe@a.b.c.d.e.org                 | -
          joe@-x.org jim@x.org              | jim@x.org
          """)
  void addressesAreFoundInText(String text, String address) {
    AddressScan scan = new AddressScan(text, Mail.DOMAINS);

    assertEquals(address, scan.find(0) ? scan.address() : "-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@", "a.", "http://@", "@@@@", "x@y.org ", "http"})
  void repetitionsTakeLittleTime(String piece) {
    Mail mail = mail("From: joe@free.com", piece.repeat(40_000 / piece.length()));

    assertTimeout(Duration.ofSeconds(5), () -> mail.hits("check_freemail_body"));
  }
}
