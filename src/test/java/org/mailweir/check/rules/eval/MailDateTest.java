package org.mailweir.check.rules.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailDateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Tue, 23 May 2023 13:06:35 -0400       | 2023-05-23T17:06:35Z
          23 May 2023 13:06 +0200               | 2023-05-23T11:06:00Z
          Tue, 23 May 2023 13:06:35 (no zone)   | 2023-05-23T13:06:35Z
          Tue, 23 May 2023 13:06:35 EST         | 2023-05-23T18:06:35Z
          Tue, 23 May 2023 13:06:35 XYZ         | 2023-05-23T13:06:35Z
          Tue May 23 13:06:35 2023              | 2023-05-23T00:00:00Z
          Tue, 23 May 03 13:06:35 GMT           | 2003-05-23T13:06:35Z
          Tue, 23 May 99 13:06:35 GMT           | 1999-05-23T13:06:35Z
          Tue, 23 May 103 13:06:35 GMT          | 2003-05-23T13:06:35Z
          31 Apr 2023 25:61:61 +0000            | 2023-05-01T23:59:59Z
          31 Dec 2099 00:00:00 +0000            | 2037-12-31T00:00:00Z
          1 Jan 1970 00:00:00 +0500             | 1970-01-01T00:00:00Z
          23 May 2023                           | 2023-05-23T00:00:00Z
          """)
  void datesAreReadWithPatience(String text, String expected) {
    assertEquals(Instant.parse(expected).getEpochSecond(), MailDate.parse(text).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tomorrow", "23 Mai 2023", "0 May 2023 10:00:00 +0000"})
  void whatIsNoDateIsKnown(String text) {
    assertFalse(MailDate.parse(text).isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          by x; Tue, 23 May 2023 13:06:35 -0400 (EDT) | ' 23 May 2023 13:06:35 -0400'
          by x; Tue,  3 May 2023 13:06:35 -0400       | '  3 May 2023 13:06:35 -0400'
          by x; 2001:db8::1 id 10:20:30 nothing       | ''
          by x; Tue, 23 May 2023 13:06 -0400          | ''
          """)
  void datesAreFoundInFields(String field, String stamp) {
    assertEquals(stamp, MailDate.stamp(field));
  }

  @Test
  void repetitionsTakeLittleTime() {
    String digits = "1".repeat(100_000);

    assertTimeout(
        Duration.ofSeconds(1),
        () -> {
          MailDate.parse(" " + digits + " May " + digits + ":" + digits);
          MailDate.stamp("1 May 2023 1:".repeat(8000));
        });
  }

  private static Mail dated(String date) {
    return Mail.header(Mail.RECEIVED + "Date: " + date);
  }

  @Test
  void theDateIsHeldAgainstThatOfTheRelays() {
    assertTrue(dated("Tue, 23 May 2023 16:00:00 +0000").hits("check_for_shifted_date", "3", "6"));
    assertFalse(dated("Tue, 23 May 2023 12:10:00 +0000").hits("check_for_shifted_date", "3", "6"));
    assertTrue(
        dated("Mon, 1 May 2023 12:00:00 +0000").hits("check_for_shifted_date", "undef", "-96"));
    assertFalse(
        Mail.header("Date: Mon, 1 May 2023 12:00:00 +0000")
            .hits("check_for_shifted_date", "undef", "-96"));
  }

  @Test
  void outlookCountsTimeInItsIdentifiers() {
    long seconds = Instant.parse("2023-05-23T12:00:00Z").getEpochSecond();
    long token = (long) (seconds * 0.0023283064365387 + 27_111_902.8329849);
    String id = "Message-ID: <0000%08x$12345678$12345678@x>";

    assertFalse(
        Mail.header(Mail.RECEIVED + id.formatted(token), "Date: 23 May 2023 12:00:00 +0000")
            .hits("check_outlook_message_id"));
    assertTrue(
        Mail.header(Mail.RECEIVED + id.formatted(token - 5000), "Date: 23 May 2023 12:00:00 +0000")
            .hits("check_outlook_message_id"));
  }

  @Test
  void theAgeIsCountedInMonths() {
    assertTrue(dated("23 May 2023 12:00:00 +0000").hits("received_within_months", "6", "undef"));
    assertFalse(dated("23 May 2023 12:00:00 +0000").hits("received_within_months", "undef", "6"));
  }
}
