package org.mailweir.check.rules.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForgedProvidersTest {

  private static final String OTHER = Mail.RECEIVED.strip();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a@gmail.com | Subject: s                                                | true
          a@gmail.com | X-Received: by 10.1.2.3 with SMTP id abc                  | false
          a@gmail.com | X-Received: by 2002:a05:6602:1 with SMTP id abc           | false
          a@gmail.com | Received: from x by smtp.googlemail.com with ESMTPSA id a | false
          a@xgmail.com | Subject: s                                               | false
          """)
  void gmailMarksItsMail(String from, String field, boolean forged) {
    Mail mail = Mail.header(OTHER, "From: " + from, field);

    assertEquals(forged, mail.hits("check_for_forged_gmail_received_headers"));
  }

  @Test
  void gmailAlsoMarksItWithTwoLongFields() {
    String state = "X-Gm-Message-State: " + "a".repeat(60);
    String source = "X-Google-Smtp-Source: " + "a".repeat(60);

    assertFalse(
        Mail.header(OTHER, "From: a@gmail.com", state, source)
            .hits("check_for_forged_gmail_received_headers"));
    assertTrue(
        Mail.header(OTHER, "From: a@gmail.com", state)
            .hits("check_for_forged_gmail_received_headers"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a@yahoo.com       | from h (h.org [192.0.2.7]) by m.example.com with SMTP | true
          a@yahoo.com       | from x by web1.mail.yahoo.com via HTTP                | false
          a@yahoo.com       | from x by smtp108.yahoo.com with SMTP                 | false
          a@yahoo.com       | from [192.0.2.1] by x.scd.yahoo.com with NNFMP        | false
          a@yahoo.com       | from x (mta.yahoo.com [192.0.2.1]) by m.org (Postfix) with SMTP id 1 | false
          a@reply.yahoo.com | from x by mailer12.bulk.scd.yahoo.com with SMTP       | false
          a@yahoo.com       | from x by mailer12.bulk.scd.yahoo.com with SMTP       | true
          a@example.org     | from h (h.org [192.0.2.7]) by m.example.com with SMTP | false
          """)
  void yahooHandsItsMailOver(String from, String received, boolean forged) {
    Mail mail = Mail.header("Received: " + received, "From: " + from);

    assertEquals(forged, mail.hits("check_for_forged_yahoo_received_headers"));
  }

  @Test
  void hotmailHandsItsMailOver() {
    String genuine =
        "Received: from hotmail.com (f1.law8.hotmail.com [192.0.2.1]) by m.org (8.9/8.9) with SMTP id 1";
    String helo =
        "Received: from hotmail.com (x.org [192.0.2.1]) by m.org (8.9/8.9) with SMTP id 1";
    String address = "X-Originating-IP: 192.0.2.9";
    String from = "From: a@hotmail.com";

    assertTrue(Mail.header(OTHER, from).hits("check_for_no_hotmail_received_headers"));
    assertFalse(Mail.header(OTHER, from).hits("check_for_forged_hotmail_received_headers"));
    assertTrue(Mail.header(helo, from).hits("check_for_forged_hotmail_received_headers"));
    assertFalse(
        Mail.header(genuine, from, address).hits("check_for_forged_hotmail_received_headers"));
    assertFalse(Mail.header(genuine, from, address).hits("check_for_no_hotmail_received_headers"));
  }

  @Test
  void junoAndEudoraDoToo() {
    String juno = "Received: from x.juno.com (x.juno.com [192.0.2.9]) by m.org with SMTP";
    String mailer = "X-Mailer: Juno 5.0";
    String address = "X-Originating-IP: 192.0.2.9";

    assertTrue(
        Mail.header(OTHER, "From: a@juno.com").hits("check_for_forged_juno_received_headers"));
    assertFalse(
        Mail.header(juno, "From: a@juno.com", mailer, address)
            .hits("check_for_forged_juno_received_headers"));
    assertTrue(
        Mail.header(OTHER, "From: a@eudoramail.com")
            .hits("check_for_forged_eudoramail_received_headers"));
  }

  @Test
  void relaysOfAolSayMore() {
    String forged = "Received: from x (HELO y) (192.0.2.1) by rly-xw01.mx.aol.com with QMQP";
    String genuine = "Received: from x by rly-ip01.mx.aol.com (8.8.8/8.8.8/AOL-5.0.0) with ESMTP";

    assertTrue(Mail.header(forged).hits("check_for_fake_aol_relay_in_rcvd"));
    assertFalse(Mail.header(genuine).hits("check_for_fake_aol_relay_in_rcvd"));
  }

  @Test
  void listsMayHaveRemovedFields() {
    assertTrue(Mail.header("Subject: s").hits("gated_through_received_hdr_remover"));
    assertFalse(Mail.header(OTHER).hits("gated_through_received_hdr_remover"));
    assertTrue(
        Mail.header(
                "Received: (qmail 123 invoked from network); 1 Jan 2003 00:00:00 -0000",
                "Mailing-List: contact l@x.org; run by ezmlm",
                "Delivered-To: mailing list l@x.org")
            .hits("gated_through_received_hdr_remover"));
  }

  @Test
  void groupsOfMsnTakeMailFromHotmail() {
    assertTrue(
        Mail.header(
                "Return-Path: <Club-bounce@groups.msn.com>",
                "To: \"Club\" <Club@groups.msn.com>",
                "Message-Id: <Club-1392@groups.msn.com>",
                "Received: from mail pickup service by p04.groups.msn.com with Microsoft SMTPSVC")
            .hits("check_for_msn_groups_headers"));
    assertFalse(
        Mail.header(OTHER, "To: <Club@groups.msn.com>").hits("check_for_msn_groups_headers"));
  }
}
