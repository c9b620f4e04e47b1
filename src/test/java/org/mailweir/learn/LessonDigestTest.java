package org.mailweir.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies of one message are one message. */
class LessonDigestTest {

  private static final String LETTER =
      """
      From: anna@example.org
      Subject: Lunch
      Message-ID: <1@example.org>

      Shall we meet at noon? It is 20 degrees outside.
      """;

  private static String of(String text) {
    return LessonDigest.of(Letters.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        Received: from a by b; Mon, 2 Mar 2026 10:00:00 +0000
        X-Spam-Flag: YES
        From: anna@example.org
        Subject: ***SPAM*** Lunch
        Message-ID: <1@example.org>

        Shall we meet at noon? It is 20 degrees outside.
        """,
        """
        From: anna@example.org
        message-id:   <1@example.org>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        Shall we meet =
        at noon?=20=20It is 20
          degrees outside.

        """,
        """
        From: anna@example.org
        Message-ID: <1@example.org>
        MIME-Version: 1.0
        Content-Transfer-Encoding: base64

        U2hhbGwgd2UgbWVldCBhdCBub29uPyBJdCBpcyAyMCBkZWdyZWVzIG91dHNpZGUuCg==
        """
      })
  void transportDoesNotChangeIt(String copy) {
    assertEquals(of(LETTER), of(copy));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: anna@example.org\nMessage-ID: <2@example.org>\n\n"
            + "Shall we meet at noon? It is 20 degrees outside.\n",
        "From: anna@example.org\nMessage-ID: <1@example.org>\n\nShall we meet at eleven?\n"
      })
  void otherMessagesAreOthers(String other) {
    assertNotEquals(of(LETTER), of(other));
  }

  @Test
  void withoutAMessageIdAuthorAndDateTellThemApart() {
    String monday = "From: a@example.org\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n\nReport\n";
    String tuesday = "From: a@example.org\nDate: Tue, 3 Mar 2026 10:00:00 +0000\n\nReport\n";
    assertNotEquals(of(monday), of(tuesday));
    assertEquals(of(monday), of("Received: by x\n" + monday));
  }

  @Test
  void attachmentsBelongToIt() {
    String form =
        """
        Message-ID: <1@example.org>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b

        See the picture.
        --b
        Content-Type: image/png
        Content-Transfer-Encoding: base64

        %s
        --b--
        """;
    assertNotEquals(of(form.formatted("AAAA")), of(form.formatted("AAAB")));
  }

  @Test
  void theIdIsWhatStandsInTheBrackets() {
    assertEquals("1@example.org", LessonDigest.messageId(Letters.parse(LETTER)));
    assertEquals("", LessonDigest.messageId(Letters.parse("Subject: x\n\ny\n")));
    assertEquals("odd", LessonDigest.messageId(Letters.parse("Message-ID: odd\n\ny\n")));
  }
}
