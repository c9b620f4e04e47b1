package org.mailweir.check.rules.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderEvalsTest {

  @ParameterizedTest
  @CsvSource({
    "BUY THIS NOW, true",
    "Re: FW: BUY THIS NOW, true",
    "BUY THIS now, false",
    "BUYTHISNOWATONCE, false",
    "BUY IT, false",
    "12345 67890 12, false"
  })
  void subjectsInCapitals(String subject, boolean hits) {
    assertEquals(hits, Mail.header("Subject: " + subject).hits("subject_is_all_caps"));
  }

  @Test
  void charsetsThatLookLikeCapitalsAreForgiven() {
    assertFalse(Mail.header("Subject: =?koi8-r?Q?BUY_THIS_NOW?=").hits("subject_is_all_caps"));
    assertTrue(Mail.header("Subject: =?utf-8?Q?BUY_THIS_NOW?=").hits("subject_is_all_caps"));
  }

  @Test
  void eightBitsInAFieldAreIllegalUnlessUtf8() {
    Mail latin = Mail.header("Subject: s");
    assertFalse(latin.hits("check_illegal_chars", "Subject", "0.00", "2"));
    assertTrue(
        Mail.header("Subject: a\u0001\u0002b").hits("check_illegal_chars", "Subject", "0.00", "2"));
    assertFalse(Mail.header("Subject: grün üb").hits("check_illegal_chars", "Subject", "0", "2"));
    assertFalse(
        Mail.header("Subject: a\u0001\u0002b" + "x".repeat(99))
            .hits("check_illegal_chars", "Subject", "0.20", "2"));
  }

  @Test
  void oneSignOfMoneyIsForgivenInASubject() {
    assertEquals(1, IllegalCharacters.count("\u00a3 5 \u00e4", true));
    assertEquals(2, IllegalCharacters.count("\u00a3 5 \u00e4", false));
  }

  @Test
  void aMessageShouldSayToWhom() {
    assertTrue(Mail.header("Subject: s").hits("check_for_missing_to_header"));
    assertFalse(Mail.header("To: u@example.org").hits("check_for_missing_to_header"));
    assertFalse(Mail.header("Apparently-To: u@example.org").hits("check_for_missing_to_header"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          re: joe         | true
          Joe, you won    | false
          joe, you won    | true
          , Joe!          | true
          Hello, Joe!     | false
          joey, you won   | false
          JOE             | true
          """)
  void theRecipientMayBeNamedInTheSubject(String subject, boolean hits) {
    Mail mail = Mail.header("To: joe@example.org", "Subject: " + subject);

    assertEquals(hits, mail.hits("check_for_to_in_subject", "user"));
  }

  @Test
  void fieldsAreCountedUnlessTheyAreTheSame() {
    Mail mail = Mail.header("Subject: a", "Subject: b", "Subject: b");

    assertTrue(mail.hits("check_header_count_range", "Subject", "2", "2"));
    assertFalse(mail.hits("check_header_count_range", "Subject", "3", "999"));
  }

  @Test
  void templatesThatWereNotFilledIn() {
    assertTrue(Mail.header("X-Mailer: %MAILER").hits("check_unresolved_template"));
    assertFalse(Mail.header("Subject: %MAILER").hits("check_unresolved_template"));
    assertFalse(Mail.header("X-Mailer: 100%").hits("check_unresolved_template"));
  }

  @Test
  void theNameInTheIdentifierOfRatware() {
    String id = "Message-Id: <" + "ABCDEFGHIJKLMNOPQRSTUVWXYZAB" + ".joe@example.org>";

    assertTrue(Mail.header(id, "From: \"Joe\" <joe@example.org>").hits("check_ratware_name_id"));
    assertFalse(Mail.header(id, "From: \"Joe\" <jim@example.org>").hits("check_ratware_name_id"));
  }

  @Test
  void identifiersAreOfNoUseInSomeLists() {
    assertTrue(
        Mail.header(Mail.RECEIVED + "List-Unsubscribe: <mailto:leave-x@example.org>")
            .hits("check_messageid_not_usable"));
    assertFalse(Mail.header(Mail.RECEIVED + "Subject: s").hits("check_messageid_not_usable"));
  }
}
