package org.mailweir.check.rules.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelayEvalsTest {

  private static String hop(String helo, String rdns, String ip, String by) {
    return "Received: from %s (%s [%s]) by %s (Postfix) with ESMTP id 12345"
        .formatted(helo, rdns, ip, by);
  }

  private static final String LOCAL = hop("h", "localhost", "127.0.0.1", "m.example.com");
  private static final String OUTSIDE = hop("h", "h.example.org", "192.0.2.7", "m.example.com");

  @Test
  void whoIsTrusted() {
    assertTrue(Mail.header(LOCAL).hits("check_all_trusted"));
    assertFalse(Mail.header(LOCAL, OUTSIDE).hits("check_all_trusted"));
    assertFalse(Mail.header("Subject: s").hits("check_all_trusted"));
    assertTrue(Mail.header("Subject: s").hits("check_no_relays"));
    assertFalse(Mail.header(LOCAL).hits("check_no_relays"));
  }

  @Test
  void fieldsThatNobodyUnderstands() {
    assertTrue(Mail.header("Received: from over the rainbow").hits("check_relays_unparseable"));
    assertFalse(Mail.header(OUTSIDE).hits("check_relays_unparseable"));
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.1, 192.0.2.7, true",
    "192.0.2.99, 192.0.2.7, false",
    "10.0.0.1, 192.0.2.7, false",
    "host, 192.0.2.7, false"
  })
  void aHostMayCallItselfByAnotherAddress(String helo, String ip, boolean hits) {
    String hop = hop(helo, "unknown", ip, "m.example.com");

    assertEquals(hits, Mail.header(hop).hits("helo_ip_mismatch"));
  }

  @Test
  void addressesAsNames() {
    String hop = hop("198.51.100.1", "unknown", "192.0.2.7", "m.example.com");

    assertTrue(Mail.header(hop).hits("check_for_numeric_helo"));
    assertFalse(Mail.header(OUTSIDE).hits("check_for_numeric_helo"));
    assertTrue(Mail.header(hop).hits("check_for_forged_received_ip_helo"));
  }

  @Test
  void greatProvidersHaveNamesInDns() {
    String nameless = hop("mail.yahoo.com", "unknown", "192.0.2.7", "m.example.com");
    String named = hop("mail.yahoo.com", "mail.yahoo.com", "192.0.2.7", "m.example.com");

    assertTrue(Mail.header(nameless).hits("check_for_no_rdns_dotcom_helo"));
    assertFalse(Mail.header(named).hits("check_for_no_rdns_dotcom_helo"));
  }

  @Test
  void aTrailIsBrokenWhereNobodySendsOn() {
    String second = hop("a", "a.one.org", "198.51.100.1", "mx.other.org");
    String third = hop("a", "a.two.org", "198.51.100.2", "mx.another.org");
    String good = hop("a", "a.one.org", "198.51.100.1", "mx.example.org");

    assertTrue(Mail.header(OUTSIDE, second, third).hits("check_for_forged_received_trail"));
    assertFalse(Mail.header(OUTSIDE, good).hits("check_for_forged_received_trail"));
  }

  @Test
  void aHostWithAName() {
    assertTrue(Mail.header(OUTSIDE).hits("check_for_sender_no_reverse"));
    assertFalse(
        Mail.header(hop("h", "unknown", "192.0.2.7", "m.example.com"))
            .hits("check_for_sender_no_reverse"));
  }

  @Test
  void aDomainHandsOverWithinItself() {
    Mail mail =
        Mail.header(
            hop("h", "h.example.org", "192.0.2.7", "mx.example.org"), "From: a@example.org");

    assertTrue(mail.hits("check_for_from_domain_in_received_headers", "example.org", "true"));
    assertFalse(mail.hits("check_for_from_domain_in_received_headers", "example.org", "false"));
    assertFalse(mail.hits("check_for_from_domain_in_received_headers", "example.com", "false"));
  }
}
