package org.mailweir.check.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailweir.check.CheckInput;
import org.mailweir.check.Finding;
import org.mailweir.concurrent.Deadline;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.mail.RawMessage;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;

class FormCheckTest {

  private static CheckInput input(String text) {
    RawMessage raw = InMemoryMessage.of(text.replace("\n", "\r\n"));
    return new CheckInput(
        new MessageParser(ParseLimits.DEFAULT).parse(raw),
        raw,
        new MailAddress("bounce@mailer.example"),
        ClientInfo.UNKNOWN,
        Origin.OUTSIDE,
        List.of(),
        Deadline.after(Duration.ofSeconds(30)));
  }

  private static Map<String, Integer> facts(String text) {
    Map<String, Integer> facts = new TreeMap<>();
    for (Finding finding : new FormCheck().check(input(text)).findings()) {
      assertEquals(0, finding.points());
      facts.put(finding.name(), finding.hits());
    }
    return facts;
  }

  private static int fact(String name, String text) {
    return facts(text).getOrDefault(name, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tue, 12 Mar 2024 10:30:00 +0100 | 1710235800",
        "12 Mar 24 09:30 GMT | 1710235800",
        "Tue, 12 Mar 2024 04:30:00 EST (comment) | 1710235800",
        "Tue, 12-Mar-2024 09:30:00 -0000 | 1710235800",
        "Tue, 32 Mar 2024 09:30:00 | ",
        "Tue, 12 Foo 2024 09:30:00 | ",
        "yesterday | ",
      })
  void readsDates(String text, Long expected) {
    OptionalLong seconds = MailDate.seconds(text);
    assertEquals(expected == null ? OptionalLong.empty() : OptionalLong.of(expected), seconds);
  }

  @Test
  void measuresHowFarTheDateIsOff() {
    String received = "Received: from a by b with SMTP id 1; Tue, 12 Mar 2024 09:30:00 +0000\n";
    String older = "Received: from c by a with SMTP id 2; Tue, 12 Mar 2024 05:30:00 +0000\n";
    String ahead = received + "Date: Wed, 13 Mar 2024 09:30:00 +0000\n\nx";
    String behind = received + older + "Date: Tue, 12 Mar 2024 00:30:00 +0000\n\nx";
    assertEquals(24, fact("__DATE_AHEAD_HOURS", ahead));
    assertEquals(5, fact("__DATE_BEHIND_HOURS", behind));
    assertEquals(0, fact("__DATE_AHEAD_HOURS", behind));
    assertEquals(1, fact("__DATE_UNREADABLE", received + "Date: soon\n\nx"));
  }

  private static String html(String body) {
    return "From: a@shop.example\nTo: joe.doe@example.org\nContent-Type: text/html\n\n" + body;
  }

  @Test
  void measuresHtml() {
    Map<String, Integer> facts =
        facts(
            html("<p>seen</p><p style='display:none'>hidden words</p><img src='http://x/a.png'>"));
    assertEquals(1, facts.get("__HTML_ONLY"));
    assertEquals(4, facts.get("__HTML_TEXT_CHARS"));
    assertEquals(11, facts.get("__HTML_HIDDEN_CHARS"));
    assertEquals(73, facts.get("__HTML_HIDDEN_PERCENT"));
    assertEquals(1, facts.get("__HTML_IMAGES"));
    assertFalse(facts.containsKey("__TEXT_CHARS"));
  }

  @Test
  void measuresHowTheAlternativesDiffer() {
    String mail =
        """
        From: a@shop.example
        Content-Type: multipart/alternative; boundary=x

        --x
        Content-Type: text/plain

        one two three four five
        --x
        Content-Type: text/html

        <p>one two three four five six seven eight nine ten</p>
        --x--
        """;
    assertEquals(50, fact("__ALTERNATIVE_DIFFERENCE_PERCENT", mail));
  }

  @Test
  void comparesLinksWithWhatTheyShow() {
    String other = html("<a href='http://evil.test/a'>https://www.bank.example/login</a>");
    assertEquals(1, fact("__LINK_TEXT_OTHER_HOST", other));
    assertEquals(1, fact("__LINK_TEXT_OTHER_SECURE", other));
    String same = html("<a href='https://track.bank.example/a'>www.bank.example</a>");
    assertEquals(0, fact("__LINK_TEXT_OTHER_HOST", same));
    String words = html("<a href='https://evil.test/a'>Click here</a>");
    assertEquals(0, fact("__LINK_TEXT_OTHER_HOST", words));
    assertEquals(1, fact("__LINK_DOMAINS", words));
  }

  @Test
  void comparesThoseWhoSpeak() {
    Map<String, Integer> facts =
        facts(
            """
            From: example.org desk <info@a.shop.example>
            Reply-To: x@mail.test
            To: Joe <joe.doe@example.org>
            Subject: joe.doe, your parcel
            Message-ID: <1@mx.shop.example>
            Content-Type: text/plain

            Hello joe.doe@example.org, see http://evil.test/?u=am9lLmRvZUBleGFtcGxlLm9yZw
            """);
    assertEquals(1, facts.get("__ENVELOPE_OTHER_DOMAIN"));
    assertEquals(1, facts.get("__REPLY_TO_OTHER_DOMAIN"));
    assertFalse(facts.containsKey("__MSGID_OTHER_DOMAIN"));
    assertEquals(1, facts.get("__LINKS_OTHER_DOMAIN"));
    assertEquals(1, facts.get("__TO_IN_SUBJECT"));
    assertEquals(1, facts.get("__TO_IN_FROM_NAME"));
    assertEquals(1, facts.get("__TO_IN_BODY"));
    assertEquals(1, facts.get("__TO_IN_LINK"));
    assertFalse(facts.containsKey("__FROM_EQUALS_TO"));
  }

  @ParameterizedTest
  @CsvSource({
    "www.example.com, example.com",
    "Example.COM., example.com",
    "a.b.example.co.uk, example.co.uk",
    "example.de, example.de",
    "mail.example.de, example.de",
    "192.0.2.1, 192.0.2.1",
    "localhost, localhost",
  })
  void guessesWhatSomebodyRegistered(String host, String expected) {
    assertEquals(expected, Domains.registered(host));
  }

  @Test
  void defectsBecomeFindingsWithTheirPoints() {
    CheckInput input = input("Subject: a\nSubject: b\n\nx");
    DefectsCheck check =
        new DefectsCheck(name -> name.equals("MIME_DUPLICATE_FIELD") ? 0.7 : 0.001);
    List<Finding> findings = check.check(input).findings();
    assertEquals(List.of("MIME_DUPLICATE_FIELD"), findings.stream().map(Finding::name).toList());
    assertEquals(0.7, findings.getFirst().points());
    assertEquals(List.of(), new DefectsCheck(name -> 0).check(input).findings());
  }
}
