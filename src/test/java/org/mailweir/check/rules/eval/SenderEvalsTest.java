package org.mailweir.check.rules.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenderEvalsTest {

  @ParameterizedTest
  @CsvSource({
    "a@example.org, b@mail.example.org, false",
    "a@example.org, b@EXAMPLE.org, false",
    "a@example.org, b@example.com, true",
    "a@example.org., b@mail.example.org, true"
  })
  void fromAndEnvelopeMayBeOfOtherDomains(String from, String envelope, boolean hits) {
    Mail mail = Mail.header("Return-Path: <" + envelope + ">", "From: <" + from + ">");

    assertEquals(hits, mail.hits("check_equal_from_domains"));
  }

  @Test
  void fromAndEnvelopeMayBeTheSame() {
    assertTrue(
        Mail.header("Return-Path: <A@example.org>", "From: a@example.org")
            .hits("check_for_matching_env_and_hdr_from"));
    assertTrue(Mail.header("Subject: s").hits("check_for_matching_env_and_hdr_from"));
    assertFalse(Mail.header("From: a@example.org").hits("check_for_matching_env_and_hdr_from"));
  }

  @Test
  void theRecipientMayBeHiddenInTheSender() {
    assertTrue(
        Mail.header("Return-Path: <x-example.org-joe@spam.com>", "To: joe@www.example.org")
            .hits("check_ratware_envelope_from"));
    assertFalse(
        Mail.header("Return-Path: <x-example.org-jim@spam.com>", "To: joe@www.example.org")
            .hits("check_ratware_envelope_from"));
  }

  @Test
  void theSenderMayBeOfTheDomainOfTheRelay() {
    String relay = Mail.RECEIVED.strip();

    assertTrue(
        Mail.header("Return-Path: <a@www.example.org>", relay).hits("check_mailfrom_matches_rcvd"));
    assertFalse(
        Mail.header("Return-Path: <a@example.com>", relay).hits("check_mailfrom_matches_rcvd"));
    assertFalse(Mail.header("Return-Path: <a@example.org>").hits("check_mailfrom_matches_rcvd"));
  }

  @Test
  void manyRecipientsInOrderAreSuspicious() {
    String sorted = "To: a@x.org, b@x.org, c@x.org, d@x.org, e@x.org, f@x.org, g@x.org";

    assertTrue(Mail.header(sorted).hits("sorted_recipients"));
    assertFalse(Mail.header(sorted + ", a@x.org").hits("sorted_recipients"));
    assertFalse(Mail.header("To: a@x.org, b@x.org").hits("sorted_recipients"));
  }

  @Test
  void recipientsThatBeginAlikeAreSuspicious() {
    Mail alike = Mail.header("To: joa@x.org, job@x.org, joc@x.org", "Cc: jod@x.org, joe@x.org");
    Mail other = Mail.header("To: aa@x.org, bb@x.org, cc@x.org, dd@x.org, ee@x.org");

    assertTrue(alike.hits("similar_recipients", "0.65", "undef"));
    assertFalse(other.hits("similar_recipients", "0.65", "undef"));
  }
}
