package org.mailweir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms in which servers write Received. */
final class ReceivedReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Postfix, sendmail, Exim, qmail, Exchange, Gmail, fetchmail
        "from h (r.example [192.0.2.1]) by b.example (Postfix) with ESMTP id X1 for <u@b.example>; d"
            + " | h | r.example | 192.0.2.1 | b.example | ESMTP | X1",
        "from h (unknown [192.0.2.1]) by b with ESMTPS id X; d | h | '' | 192.0.2.1 | b | ESMTPS | X",
        "from h (r.example [IPv6:2001:db8::1]) by b with LMTP id X; d"
            + " | h | r.example | 2001:db8::1 | b | LMTP | X",
        "from h (localhost [127.0.0.1]) by b; d | h | localhost | 127.0.0.1 | b | '' | ''",
        "from h (ident@r.example [192.0.2.1] (may be forged)) by b with SMTP id X; d"
            + " | h | r.example | 192.0.2.1 | b | SMTP | X",
        "from r.example ([192.0.2.1] helo=h) by b with esmtp (Exim 4.94) id X; d"
            + " | h | r.example | 192.0.2.1 | b | esmtp | X",
        "from [192.0.2.1] (helo=h) by b with smtp id X; d | h | '' | 192.0.2.1 | b | smtp | X",
        "from [192.0.2.1] (port=1234 helo=h) by b; d | h | '' | 192.0.2.1 | b | '' | ''",
        "from r.example (HELO h) (192.0.2.1) by b with SMTP; d"
            + " | h | r.example | 192.0.2.1 | b | SMTP | ''",
        "from unknown (HELO h) (user@192.0.2.1) by b with SMTP; d"
            + " | h | '' | 192.0.2.1 | b | SMTP | ''",
        "from h (192.0.2.1) by b (192.0.2.2) with Microsoft SMTP Server id 15.1; d"
            + " | h | '' | 192.0.2.1 | b | Microsoft | 15.1",
        "from h (h. [192.0.2.1]) by mx.example with ESMTPS id x; d"
            + " | h | h | 192.0.2.1 | mx.example | ESMTPS | x",
        "by 192.0.2.9 with SMTP id x; d | '' | '' | '' | 192.0.2.9 | SMTP | x",
        "from h [192.0.2.1] by b with IMAP; d | h | '' | 192.0.2.1 | b | IMAP | ''",
        "from [10.0.0.1] (r.example [192.0.2.1]) by b with ESMTPSA id x; d"
            + " | [10.0.0.1] | r.example | 192.0.2.1 | b | ESMTPSA | x",
        "from by (by.example [192.0.2.1]) by b; d | by | by.example | 192.0.2.1 | b | '' | ''",
        "(qmail 123 invoked by uid 0); d | '' | '' | '' | '' | '' | ''",
        "nonsense | '' | '' | '' | '' | '' | ''",
        "from h (unclosed [192.0.2.1 | h | '' | '' | '' | '' | ''"
      })
  void reads(
      String value, String from, String reverse, String ip, String by, String with, String id) {
    ReceivedHop hop = ReceivedReader.read(new HeaderField("Received", " " + value, value));
    assertEquals(new ReceivedHop(from, reverse, ip, by, with, id), hop);
  }
}
