package org.mailweir.check.rules.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListEvalsTest {

  private static final Mail JOE =
      Mail.header(Mail.RECEIVED + "From: Joe@Example.org", "To: u@example.com", "Subject: Hi you");

  private static Mail joe() {
    return Mail.header(
        Mail.RECEIVED + "From: Joe@Example.org", "To: u@example.com", "Subject: Hi you");
  }

  @Test
  void sendersAreLookedUpInNamedLists() {
    assertTrue(joe().with("enlist_addrlist", "(L) *@example.org").hits("check_from_in_list", "L"));
    assertFalse(joe().with("enlist_addrlist", "(L) *@example.org").hits("check_from_in_list", "M"));
    assertTrue(joe().with("enlist_addrlist", "(L) u@*").hits("check_to_in_list", "L"));
    assertFalse(joe().with("enlist_addrlist", "(L) u@*").hits("check_replyto_in_list", "L"));
    assertTrue(
        Mail.header("Reply-To: u@x.org")
            .with("enlist_addrlist", "(L) u@*")
            .hits("check_replyto_in_list", "L"));
  }

  @Test
  void listsOfTheAdministratorHaveTwoNamesEach() {
    assertTrue(joe().with("blocklist_from", "joe@*").hits("check_from_in_blocklist"));
    assertTrue(joe().with("blacklist_from", "joe@*").hits("check_from_in_blacklist"));
    assertTrue(joe().with("whitelist_from", "*@example.org").hits("check_from_in_welcomelist"));
    assertTrue(joe().with("welcomelist_to", "u@example.com").hits("check_to_in_welcomelist"));
    assertFalse(JOE.hits("check_from_in_blocklist"));
  }

  @Test
  void entriesCanBeTakenBack() {
    Mail mail = joe().with("welcomelist_from", "*@example.org", "x@y.org");

    assertTrue(mail.hits("check_from_in_welcomelist"));
    mail.with("unwelcomelist_from", "*@example.org");
    assertFalse(mail.hits("check_from_in_welcomelist"));
  }

  @ParameterizedTest
  @CsvSource({
    "*@example.org example.org, 1",
    "*@example.org [192.0.2.0/24], 1",
    "*@example.org [192.0.2.7], 1",
    "*@example.org ample.org, -1",
    "*@example.org [192.0.2.8], -1",
    "*@example.com example.org, 0"
  })
  void sendersMayBeWelcomeByTheirRelay(String entry, int result) {
    Mail mail = joe().with("welcomelist_from_rcvd", entry);

    assertEquals(result > 0, mail.hits("check_from_in_welcomelist"));
    assertEquals(result < 0, mail.hits("check_forged_in_welcomelist"));
    mail.with("welcomelist_allows_relays", "*@example.org");
    assertFalse(mail.hits("check_forged_in_welcomelist"));
  }

  @ParameterizedTest
  @CsvSource({
    "example.org, true",
    "a.b.example.org, true",
    "good.example.org, false",
    "x.good.example.org, false",
    "xexample.org, false",
    "192.0.2.1, true",
    "192.0.2.2, false"
  })
  void theLongestEndOfAHostDecides(String host, boolean hits) {
    Mail mail =
        Mail.header("Subject: s")
            .link("http://" + host + "/", host, host)
            .with("enlist_uri_host", "(BAD) example.org !good.example.org 192.0.2.1");

    assertEquals(hits, mail.hits("check_uri_host_listed", "BAD"));
  }

  @Test
  void hostsCanBeTakenOffAList() {
    Mail mail =
        Mail.header("Subject: s")
            .link("http://a.org/", "a.org", "a.org")
            .with("blocklist_uri_host", "a.org");

    assertTrue(mail.hits("check_uri_host_in_blocklist"));
    assertFalse(mail.hits("check_uri_host_in_welcomelist"));
    mail.with("delist_uri_host", "a.org");
    assertFalse(mail.hits("check_uri_host_in_blocklist"));
  }

  @Test
  void subjectsAreLookedUp() {
    assertTrue(joe().with("welcomelist_subject", "hi *u").hits("check_subject_in_welcomelist"));
    assertFalse(joe().with("blocklist_subject", "bye").hits("check_subject_in_blocklist"));
  }

  @ParameterizedTest
  @CsvSource({
    "*@x.org, a@x.org, true",
    "a?c@*, abc@x, true",
    "a?c@*, ac@x, false",
    "*a*b*, xaxbx, true",
    "*a*b, xaxbx, false",
    "abc, abc, true"
  })
  void starsAndQuestionMarks(String pattern, String text, boolean matches) {
    assertEquals(matches, AddressList.matches(pattern, text));
  }

  @Test
  void bouncesOfOurOwnMailNameOurHosts() {
    String body =
        "Subject: bounce\n\nReturned:\n> Received: from x by mail.example.com with SMTP\n";

    assertFalse(Mail.of(body).hits("have_any_bounce_relays"));
    Mail ours = Mail.of(body).with("welcomelist_bounce_relays", "mail.example.*");
    assertTrue(ours.hits("have_any_bounce_relays"));
    assertTrue(ours.hits("check_welcomelist_bounce_relays"));
    assertFalse(
        Mail.of(body)
            .with("welcomelist_bounce_relays", "other.example.com")
            .hits("check_welcomelist_bounce_relays"));
  }
}
