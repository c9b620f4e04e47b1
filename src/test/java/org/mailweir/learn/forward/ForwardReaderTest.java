package org.mailweir.learn.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;

/** Bounds of the reader, and dates; the forms of the mail programs are in the samples. */
class ForwardReaderTest {

  @Test
  void onlyTheFirstAttachedMessagesCount() {
    String part = "--b\nContent-Type: message/rfc822\n\nSubject: a\n\nx\n";
    Forward forward =
        read("To: spam@here\nContent-Type: multipart/mixed; boundary=b\n\n" + part.repeat(30));
    assertEquals(3, forward.messages().size());
    assertEquals("only the first 3 attached messages count", forward.trouble());
  }

  @Test
  void aTextOfNothingButHeaderLinesEndsInTime() {
    String hostile = "To: spam@here\n\n" + "From: a@b\n".repeat(100_000) + "Subject ".repeat(9_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertEquals(List.of(), read(hostile).messages()));
  }

  @Test
  void aQuotedValueCannotAddFieldsToWhatIsRebuilt() {
    Forward forward =
        read(
            """
            To: spam@here
            Content-Type: text/plain; charset=utf-8

            From: a@b
            Subject: ä\u2028X-Evil: 1
            To: c@d

            text
            """);
    Forwarded found = forward.messages().getFirst();
    var headers = new MessageParser(ParseLimits.DEFAULT).parse(found.message()).headers();
    assertTrue(headers.first("X-Evil").isEmpty(), headers::toString);
  }

  @Test
  void aDateIsTheSameInEveryTimeZone() {
    Instant sent = Instant.parse("2026-11-20T23:14:02Z");
    assertTrue(SaidDate.of("Samstag, 21. November 2026 00:14").matches(sent));
    assertTrue(SaidDate.of("Fri, Nov 20, 2026 at 3:14 PM").matches(sent));
    assertTrue(SaidDate.of("2026年11月21日 8:14").matches(sent));
    assertTrue(SaidDate.of("21-11-2026 04:44").matches(sent), "India");
    assertFalse(SaidDate.of("Fri, Nov 20, 2026 at 3:15 PM").matches(sent));
    assertFalse(SaidDate.of("Thu, Nov 19, 2026 at 3:14 AM").matches(sent));
    assertNull(SaidDate.of("gestern, 15:14"));
    assertNull(SaidDate.of(""));
  }

  private static Forward read(String text) {
    InMemoryMessage message = InMemoryMessage.of(text);
    return new ForwardReader(ParseLimits.DEFAULT, 3, a -> a.endsWith("@here"))
        .read(
            text.getBytes(StandardCharsets.UTF_8),
            new MessageParser(ParseLimits.DEFAULT).parse(message),
            new MailAddress("me@example.com"));
  }
}
