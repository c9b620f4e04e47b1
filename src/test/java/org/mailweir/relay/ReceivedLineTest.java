package org.mailweir.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailweir.relay.ReceivedLine.Known;
import org.mailweir.relay.ReceivedLine.Nothing;

class ReceivedLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          from m.example.org (mx.example.org [192.0.2.7]) by in.example.net (Postfix) with ESMTP id 4F2A9; Tue, 23 May 2023 13:06:35 -0400 | 192.0.2.7 mx.example.org m.example.org in.example.net 4F2A9
          from m.example.org (unknown [192.0.2.7]) by in.example.net (Postfix) with ESMTP id 4F2A9 | 192.0.2.7 - m.example.org in.example.net 4F2A9
          from [10.1.2.3] (joe@host.example.org [192.0.2.7] (may be forged)) by in.example.net (8.12.8/8.12.5) with ESMTP id h2F0c2 | 192.0.2.7 host.example.org !10.1.2.3! in.example.net h2F0c2
          from AM0.example.com (2001:db8::9) by DB1.example.com (2001:db8::1) with mapi id 15.1.1261.35; Mon, 29 Oct 2018 11:17:19 +0100 | 2001:db8::9 - AM0.example.com DB1.example.com -
          from pc ([192.0.2.8]) by mail.example.com with Microsoft SMTPSVC(6.0.3790.0); Thu, 6 Mar 2003 12:02:35 -0800 | 192.0.2.8 - pc mail.example.com -
          from mail-1.example.com (mail-1.example.com. [192.0.2.9]) by mx.google.com with ESMTPS id a1sm22.1.2021 for <u@example.net> (version=TLS1_3 cipher=Y) | 192.0.2.9 mail-1.example.com mail-1.example.com mx.google.com a1sm22.1.2021
          from a.example.org ([192.0.2.5] helo=b.example.org) by c.example.org with esmtp (Exim 4.92) (envelope-from <x@a.example.org>) id 1abc-000 | 192.0.2.5 a.example.org b.example.org c.example.org 1abc-000
          from [192.0.2.5] (helo=b.example.org ident=joe) by c.example.org with smtp (Exim 3.35) id 1abc-000 | 192.0.2.5 - b.example.org c.example.org 1abc-000
          from unknown (HELO b.example.org) (joe@192.0.2.5) by c.example.org with SMTP; 14 Nov 2003 08:05:50 -0000 | 192.0.2.5 - b.example.org c.example.org -
          from a.example.org (192.0.2.5) by c.example.org with SMTP; 14 Nov 2003 08:05:50 -0000 | 192.0.2.5 a.example.org a.example.org c.example.org -
          from a.example.org (EHLO b) [192.0.2.5] by mail.example.net (mp010) with SMTP; 03 Feb 2007 13:13:47 +0100 | 192.0.2.5 a.example.org b mail.example.net -
          from [192.0.2.5] by web.example.com via HTTP; Wed, 12 Feb 2003 14:22:21 PST | 192.0.2.5 - - web.example.com -
          FROM pc (1.example.org [192.0.2.5]) BY m.example.org ID 434B5.1 ; 11 Oct 2005 01:41:34 -0400 | 192.0.2.5 1.example.org pc m.example.org 434B5.1
          from odd words in here [192.0.2.5] by m.example.org | 192.0.2.5 - odd m.example.org -
          from x (localhost [IPv6:::ffff:127.0.0.1]) by m.example.org (Postfix) with SMTP id 123 | 127.0.0.1 localhost x m.example.org 123
          """)
  void theHostsOfARelayAreFound(String field, String expected) {
    Relay relay = relay(field);

    String found =
        String.join(
            " ",
            relay.ip(),
            orDash(relay.rdns()),
            orDash(relay.helo()),
            orDash(relay.by()),
            orDash(relay.id()));
    assertEquals(expected, found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          from h (h [192.0.2.1]) by m.example.org (Postfix) with ESMTPSA id 1 | ESMTPSA
          from h (h [192.0.2.1]) by m.example.org with HTTPS; Wed, 12 Feb 2003 14:22:21 +0000 | HTTPS
          from h (h [192.0.2.1]) (Authenticated sender: u) by m.example.org (Postfix) with ESMTP id 1 | Postfix
          from h (h [192.0.2.1]) (Authenticated sender: u) by m.example.org (Mailer) with ESMTP id 1 | Postfix (Mailer)
          from h (h [192.0.2.1]) (authenticated bits=0) by m.example.org (8.12.5/8.12.5) with ESMTP id 1 | Sendmail
          from h ([192.0.2.1]) (AUTH: LOGIN u) by m.example.org with esmtp | LOGIN
          from [192.0.2.1] (account u) by m.example.org (CommuniGate Pro SMTP 4.0) with ESMTP id 1 | Communigate
          """)
  void whoHasLoggedInIsKnown(String field, String auth) {
    assertEquals(auth, relay(field).auth());
  }

  @Test
  void theEnvelopeSenderIsNotedWithoutBrackets() {
    String field =
        "from a.example.org ([192.0.2.5]) by b with esmtp (Exim 4.92) (envelope-from <x@a.example.org>) id 1abc";

    assertEquals("x@a.example.org", relay(field).envelopeFrom());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "by m.example.org (Postfix, from userid 501) id 5272C; Wed, 7 Aug 2024 21:23:10 -0400",
        "(qmail 3736 invoked by uid 48); 18 Apr 2007 01:25:00 -0000",
        "from a.example.org by b.example.org ; Thu, 20 Feb 2003 23:32:58 +0100",
        "from joe by m.example.org with local (Exim 4.12) id 18xeL6-000Dn1-00",
        "from mail pickup service by m.example.org with Microsoft SMTPSVC; Thu, 13 Feb 2003 19:05:39 -0500",
        "from joe@example.org by m.example.org (mail_out_v34.13.) id 7.53.20"
      })
  void handOversWithoutAnAddressAreIgnored(String field) {
    assertEquals(Nothing.IGNORED, ReceivedLine.read(field));
  }

  @Test
  void aFieldThatNobodyUnderstandsIsSaidToBeSo() {
    assertEquals(Nothing.UNPARSEABLE, ReceivedLine.read("from somewhere over the rainbow"));
  }

  @Test
  void octetsThatWouldBreakTheFormBecomeExclamationMarks() {
    Relay relay = relay("from [x|y (h [192.0.2.1]) by m.example.org (Postfix) with SMTP id 12345");

    assertEquals(
        "[ ip=192.0.2.1 rdns=h helo=!x!y by=m.example.org ident= envfrom= intl=0 id=12345 auth= msa=0 ]",
        relay.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" (a)", "(HELO x) ", "[", ") by ", "a.", " with SMTP", "envelope-from ", "x@["})
  void repetitionsTakeLittleTime(String piece) {
    String field = "from x (HELO y) (z@192.0.2.1)" + piece.repeat(8000 / piece.length());

    assertTimeout(Duration.ofSeconds(1), () -> ReceivedLine.read(field));
  }

  private static Relay relay(String field) {
    return assertInstanceOf(Known.class, ReceivedLine.read(field)).relay();
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
