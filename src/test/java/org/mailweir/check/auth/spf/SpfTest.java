package org.mailweir.check.auth.spf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsAnswer.Reason;
import org.mailweir.dns.DnsRecord;
import org.mailweir.dns.FakeDns;
import org.mailweir.dns.RecordType;
import org.mailweir.mail.MailAddress;

/** What domains say about hosts. */
class SpfTest {

  private final FakeDns dns = new FakeDns();

  private SpfAnswer ask(String ip, String sender) throws InterruptedException {
    Deadline deadline = Deadline.after(Duration.ofSeconds(10));
    return new Spf(InetAddress.ofLiteral(ip), "mail.example.net", dns, deadline)
        .mailFrom(new MailAddress(sender));
  }

  private String result(String ip, String sender) throws InterruptedException {
    return ask(ip, sender).result().word();
  }

  private void host(String name, String ip) {
    InetAddress address = InetAddress.ofLiteral(ip);
    RecordType type = address.getAddress().length == 4 ? RecordType.A : RecordType.AAAA;
    dns.add(name, type, new DnsRecord.Address(address));
  }

  private void exchanger(String name, String host) {
    dns.add(name, RecordType.MX, new DnsRecord.Exchange(10, host));
  }

  private void pointer(String reverse, String host) {
    dns.add(reverse, RecordType.PTR, new DnsRecord.Name(host));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          v=spf1 ip4:192.0.2.0/24 -all,          192.0.2.7,      pass
          v=spf1 ip4:192.0.2.0/24 -all,          198.51.100.7,   fail
          v=spf1 ip4:192.0.2.0/30 ~all,          192.0.2.7,      softfail
          v=spf1 ip6:2001:db8::/32 -all,         2001:db8::5,    pass
          v=spf1 ip6:2001:db8::/32 -all,         192.0.2.7,      fail
          v=spf1 ?all,                           192.0.2.7,      neutral
          v=spf1,                                192.0.2.7,      neutral
          V=SPF1 IP4:192.0.2.7 -ALL,             192.0.2.7,      pass
          v=spf1 a -all,                         192.0.2.1,      pass
          v=spf1 a/24 -all,                      192.0.2.77,     pass
          v=spf1 a:www.example.org -all,         2001:db8::1,    pass
          v=spf1 a:www.example.org//64 -all,     2001:db8::2,    pass
          v=spf1 mx -all,                        192.0.2.25,     pass
          v=spf1 mx -all,                        192.0.2.26,     fail
          v=spf1 ptr -all,                       192.0.2.1,      pass
          v=spf1 exists:%{i}.ok.example.org -all,192.0.2.9,      pass
          v=spf1 include:partner.example -all,   203.0.113.5,    pass
          v=spf1 include:partner.example ~all,   203.0.113.6,    softfail
          v=spf1 redirect=partner.example,       203.0.113.6,    fail
          v=spf10 -all,                          192.0.2.7,      none
          """)
  void aRecordSaysWhoMaySend(String record, String client, String expected) throws Exception {
    dns.txt("example.org", record);
    dns.txt("partner.example", "v=spf1 ip4:203.0.113.5 -all");
    host("example.org", "192.0.2.1");
    host("www.example.org", "2001:db8::1");
    host("mx.example.org", "192.0.2.25");
    host("192.0.2.9.ok.example.org", "127.0.0.2");
    exchanger("example.org", "mx.example.org");
    pointer("1.2.0.192.in-addr.arpa", "example.org");
    assertEquals(expected, result(client, "joe@example.org"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v=spf1 ip4:192.0.2.256 -all",
        "v=spf1 ip4:192.0.2.1/33 -all",
        "v=spf1 ip4:192.0.2.1/032 -all",
        "v=spf1 ip6:2001:db8::/129 -all",
        "v=spf1 a:foo -all",
        "v=spf1 include: -all",
        "v=spf1 all:example.org",
        "v=spf1 redirect=a.example redirect=b.example",
        "v=spf1 exists:%{x}.example.org -all",
        "v=spf1 exists:%{d0}.example.org -all",
        "v=spf1 exists:%(d).example.org -all",
        "v=spf1 unknown:example.org -all",
        "v=spf1 include:nothing.example -all",
        "v=spf1 a:ex\u00e4mple.org -all",
      })
  void oneErrorSpoilsTheRecord(String record) throws Exception {
    dns.txt("example.org", record);
    assertEquals("permerror", result("192.0.2.7", "joe@example.org"));
  }

  @Test
  void twoRecordsAreAnError() throws Exception {
    dns.txt("example.org", "v=spf1 -all").txt("example.org", "v=spf1 +all");
    assertEquals("permerror", result("192.0.2.7", "joe@example.org"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"joe@localhost", "joe@[192.0.2.1]", "joe@nowhere.example", "joe@a..b"})
  void whereNothingIsPublishedThereIsNoResult(String sender) throws Exception {
    assertEquals("none", result("192.0.2.7", sender));
  }

  @Test
  void theNullSenderIsThePostmasterAtHelo() throws Exception {
    dns.txt("mail.example.net", "v=spf1 exists:%{l}.at.%{o} -all");
    host("postmaster.at.mail.example.net", "127.0.0.2");
    assertEquals(new SpfAnswer(SpfResult.PASS, "mail.example.net", "", ""), ask("192.0.2.7", ""));
  }

  @Test
  void aNameInItsOwnScriptIsAskedInAscii() throws Exception {
    dns.txt("xn--bcher-kva.example", "v=spf1 ip4:192.0.2.7 -all");
    assertEquals("pass", result("192.0.2.7", "joe@b\u00fccher.example"));
  }

  @Test
  void aLocalPartBeyondAsciiMatchesNoMacro() throws Exception {
    dns.txt("example.org", "v=spf1 exists:%{l}.example.org ip4:192.0.2.7 -all");
    assertEquals("pass", result("192.0.2.7", "j\u00f6rg@example.org"));
  }

  @Test
  void silenceIsATemporaryErrorThatNamesTheQuestion() throws Exception {
    dns.txt("example.org", "v=spf1 include:partner.example -all");
    dns.silent("partner.example", RecordType.TXT, Reason.SERVER_FAILURE);
    assertEquals(
        new SpfAnswer(SpfResult.TEMPERROR, "example.org", "partner.example server failure", ""),
        ask("192.0.2.7", "joe@example.org"));
  }

  @Test
  void macrosAreReversedCutAndEscaped() throws Exception {
    dns.txt("example.org", "v=spf1 -all exp=why.example.org");
    dns.txt("why.example.org", "%{s} %{L} %{l2r-} %{d1r} %{ir}.%{v} %{c} %{h}%%%_%-");
    assertEquals(
        "a-b c@example.org a-b%20c b c.a example 7.2.0.192.in-addr 192.0.2.7 mail.example.net% %20",
        ask("192.0.2.7", "a-b c@example.org").explanation());
  }

  @Test
  void tenLookupsAreAllowedAndNoMore() throws Exception {
    for (int i = 1; i <= 11; i++) {
      host("h" + i + ".example.org", "198.51.100." + i);
    }
    dns.txt("ten.example", "v=spf1 " + hosts(10) + "+all");
    dns.txt("eleven.example", "v=spf1 " + hosts(11) + "+all");
    assertEquals("pass", result("192.0.2.7", "joe@ten.example"));
    SpfAnswer answer = ask("192.0.2.7", "joe@eleven.example");
    assertEquals(
        "permerror: more than 10 lookups", answer.result().word() + ": " + answer.reason());
  }

  private static String hosts(int count) {
    StringBuilder terms = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      terms.append("a:h").append(i).append(".example.org ");
    }
    return terms.toString();
  }

  @Test
  void twoVoidLookupsAreAllowedAndNoMore() throws Exception {
    dns.txt("two.example", "v=spf1 a:x.example a:y.example +all");
    dns.txt("three.example", "v=spf1 a:x.example a:y.example exists:z.example +all");
    assertEquals("pass", result("192.0.2.7", "joe@two.example"));
    assertEquals("permerror", result("192.0.2.7", "joe@three.example"));
  }

  @Test
  void includesInACircleEnd() throws Exception {
    dns.txt("a.example", "v=spf1 include:b.example -all");
    dns.txt("b.example", "v=spf1 include:a.example redirect=b.example");
    assertEquals("permerror", result("192.0.2.7", "joe@a.example"));
    assertTrue(dns.asked().size() < 20, () -> dns.asked().toString());
  }

  @Test
  void macrosThatGrowAreCutToTheLengthOfAName() throws Exception {
    dns.txt("example.org", "v=spf1 exists:" + "%{l}.".repeat(500) + "example.org -all");
    assertEquals("fail", result("192.0.2.7", "x".repeat(60) + "@example.org"));
    assertTrue(dns.asked().stream().allMatch(q -> q.length() < 260), () -> dns.asked().toString());
  }

  @Test
  void aNameThatIsTooLongLosesWholeLabelsOnTheLeft() throws Exception {
    dns.txt("example.org", "v=spf1 exists:%{l}" + "%{l}.".repeat(3_000) + "ok.example.org -all");
    host("ab." + "ab.ab.".repeat(39) + "ok.example.org", "127.0.0.2");
    assertEquals("pass", result("192.0.2.7", "ab.ab@example.org"));
  }

  @Test
  void aThousandTermsAskNoMoreThanTenQuestions() throws Exception {
    dns.txt("example.org", "v=spf1 " + hosts(500) + "-all");
    assertEquals("permerror", result("192.0.2.7", "joe@example.org"));
    assertTrue(dns.asked().size() <= 12, () -> dns.asked().size() + " questions");
  }

  @Test
  void questionsBehindAMatchAreNotAskedAhead() throws Exception {
    dns.txt("example.org", "v=spf1 ip4:192.0.2.7 include:partner.example -all");
    assertEquals("pass", result("192.0.2.7", "joe@example.org"));
    assertEquals(List.of("TXT example.org"), dns.asked());
  }

  @Test
  void elevenExchangersAreTooManyUnlessOneOfTheFirstMatches() throws Exception {
    dns.txt("example.org", "v=spf1 mx -all");
    for (int i = 1; i <= 11; i++) {
      exchanger("example.org", "mx" + i + ".example.org");
      host("mx" + i + ".example.org", "192.0.2." + i);
    }
    assertEquals("pass", result("192.0.2.10", "joe@example.org"));
    assertEquals("permerror", result("192.0.2.11", "joe@example.org"));
  }
}
