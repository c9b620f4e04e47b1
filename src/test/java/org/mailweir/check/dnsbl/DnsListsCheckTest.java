package org.mailweir.check.dnsbl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mailweir.check.CheckResult;
import org.mailweir.check.Finding;
import org.mailweir.dns.DnsAnswer;
import org.mailweir.mail.Origin;
import org.mailweir.metrics.Metrics;

class DnsListsCheckTest {

  private static final String HELLO = "From: a@sender.example\n\nHello\n";

  /** What every list must answer to be believed. */
  private static ScriptedDns dns() {
    return new ScriptedDns()
        .address("2.0.0.127.zen.spamhaus.org", "127.0.0.2", "127.0.0.4", "127.0.0.10")
        .address("dbltest.com.dbl.spamhaus.org", "127.0.1.2")
        .address("2.0.0.127.bl.spamcop.net", "127.0.0.2")
        .address("2.0.0.127.psbl.surriel.com", "127.0.0.2")
        .address("2.0.0.127.bl.mailspike.net", "127.0.0.10")
        .address("test.surbl.org.multi.surbl.org", "127.0.0.254")
        .address("test.uribl.com.multi.uribl.com", "127.0.0.14")
        .exchange("sender.example", "mx.sender.example");
  }

  private static Map<String, String> names(CheckResult result) {
    return result.findings().stream().collect(Collectors.toMap(Finding::name, Finding::evidence));
  }

  private static String missing(CheckResult result) {
    return result instanceof CheckResult.Unavailable u ? u.reason() : "";
  }

  @Test
  void aListedClientIsFoundByTheNamesOfTheRules() throws Exception {
    ScriptedDns dns =
        dns()
            .address("25.2.0.192.zen.spamhaus.org", "127.0.0.4", "127.0.0.11", "127.0.0.2")
            .address("25.2.0.192.list.dnswl.org", "127.0.5.1");
    CheckResult result = new Lists(dns).from("192.0.2.25").check(HELLO);
    assertEquals(
        Map.of(
            "RCVD_IN_XBL", "192.0.2.25",
            "RCVD_IN_PBL", "192.0.2.25",
            "RCVD_IN_SBL", "192.0.2.25",
            "RCVD_IN_DNSWL_LOW", "192.0.2.25"),
        names(result));
    assertInstanceOf(CheckResult.Found.class, result);
  }

  @Test
  void scoreLinesSayWhatAFindingIsWorth() throws Exception {
    ScriptedDns dns = dns().address("25.2.0.192.psbl.surriel.com", "127.0.0.2");
    assertEquals(
        2.7, new Lists(dns).from("192.0.2.25").check(HELLO).findings().getFirst().points());
    assertEquals(
        9,
        new Lists(dns)
            .worth((name, otherwise) -> 9)
            .from("192.0.2.25")
            .check(HELLO)
            .findings()
            .getFirst()
            .points());
  }

  @Test
  void aClientWithAnIpv6AddressIsAskedAboutNibbleByNibble() throws Exception {
    ScriptedDns dns =
        dns()
            .address(
                "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.psbl.surriel.com",
                "127.0.0.2");
    CheckResult result = new Lists(dns).from("IPv6:2001:db8::1").check(HELLO);
    assertEquals(Map.of("RCVD_IN_PSBL", "2001:db8::1"), names(result));
  }

  @Test
  void linksAreAskedAboutAsEachListWantsIt() throws Exception {
    ScriptedDns dns =
        dns()
            .address("bad.example.multi.uribl.com", "127.0.0.2")
            .address("www.bad.example.multi.surbl.org", "127.0.0.72")
            .address("9.2.0.192.zen.spamhaus.org", "127.0.0.2");
    CheckResult result =
        new Lists(dns)
            .check(HELLO + "http://www.bad.example/x and http://192.0.2.9/ http://google.com/\n");
    assertEquals(
        Map.of(
            "URIBL_BLACK", "bad.example",
            "URIBL_ABUSE_SURBL", "www.bad.example",
            "URIBL_PH_SURBL", "www.bad.example",
            "URIBL_SBL_A", "192.0.2.9"),
        names(result));
    assertEquals(0, dns.asked.stream().filter(n -> n.contains("google")).count());
    assertEquals(0, dns.asked.stream().filter(n -> n.startsWith("192.0.2.9")).count());
  }

  @Test
  void mailOfOurOwnUsersHasNoClientButLinks() throws Exception {
    ScriptedDns dns =
        dns()
            .address("*.zen.spamhaus.org", "127.0.0.4")
            .address("bad.example.multi.uribl.com", "127.0.0.2");
    CheckResult result =
        new Lists(dns).from("192.0.2.25").by(Origin.INSIDE).check(HELLO + "http://bad.example/\n");
    assertEquals(Map.of("URIBL_BLACK", "bad.example"), names(result));
    assertEquals(0, dns.askedBelow("zen.spamhaus.org"));
    assertEquals(0, dns.asked.stream().filter(n -> n.contains("sender.example")).count());
  }

  @Test
  void aListThatRefusesIsNamedAndLeftAlone() throws Exception {
    ScriptedDns dns =
        dns()
            .address("25.2.0.192.zen.spamhaus.org", "127.255.255.254")
            .address("bad.example.multi.uribl.com", "127.0.0.1");
    Lists lists = new Lists(dns).from("192.0.2.25");
    String mail = HELLO + "http://bad.example/\n";
    CheckResult first = lists.check(mail);
    assertEquals(Map.of(), names(first));
    assertEquals(
        "spamhaus-zen refused (127.255.255.254), uribl refused (127.0.0.1)", missing(first));
    dns.asked.clear();
    assertEquals(missing(first), missing(lists.check(mail)));
    assertEquals(0, dns.askedBelow("zen.spamhaus.org"));
    assertEquals(1, lists.metrics.tables().get("dnsbl_list_off").get("spamhaus-zen"));
    assertEquals(0, lists.metrics.tables().get("dnsbl_list_off").get("surbl"));
  }

  @Test
  void aServerThatRefusesIsNoCleanMessage() throws Exception {
    ScriptedDns dns = dns().unknown("25.2.0.192.psbl.surriel.com", DnsAnswer.Reason.REFUSED);
    assertEquals("psbl refused", missing(new Lists(dns).from("192.0.2.25").check(HELLO)));
  }

  /** A provider's resolver sends people who mistype to a page of advertisements. */
  @Test
  void anAnswerThatNoListGivesIsNotBelieved() throws Exception {
    ScriptedDns dns = dns().address("25.2.0.192.psbl.surriel.com", "203.0.113.80");
    CheckResult result = new Lists(dns).from("192.0.2.25").check(HELLO);
    assertEquals(Map.of(), names(result));
    assertEquals("psbl answers 203.0.113.80", missing(result));
  }

  @Test
  void aListThatListsEverythingListsNothing() throws Exception {
    ScriptedDns dns = dns().address("*.psbl.surriel.com", "127.0.0.2");
    CheckResult result = new Lists(dns).from("192.0.2.25").check(HELLO);
    assertEquals(Map.of(), names(result));
    assertEquals("psbl lists everything", missing(result));
  }

  @Test
  void theSilenceOfAListWithoutItsTestEntryIsNotBelievedButItsWordIs() throws Exception {
    ScriptedDns dns =
        dns()
            .absent("2.0.0.127.psbl.surriel.com")
            .address("26.2.0.192.psbl.surriel.com", "127.0.0.2");
    Lists lists = new Lists(dns);
    assertEquals("psbl lists nothing", missing(lists.from("192.0.2.25").check(HELLO)));
    CheckResult listed = lists.from("192.0.2.26").check(HELLO);
    assertTrue(names(listed).containsKey("RCVD_IN_PSBL"), () -> names(listed).toString());
    assertEquals("", missing(listed));
  }

  @Test
  void aListThatIsSilentIsLeftAloneAfterTwentyQuestions() throws Exception {
    ScriptedDns dns = dns().unknown("*.psbl.surriel.com", DnsAnswer.Reason.TIMEOUT);
    Lists lists = new Lists(dns).from("192.0.2.25");
    for (int i = 0; i < 25; i++) {
      assertEquals("psbl timeout", missing(lists.check(HELLO)));
    }
    assertEquals(20, dns.askedBelow("psbl.surriel.com"));
  }

  @Test
  void aDeadDnsIsOneReason() throws Exception {
    ScriptedDns dns = new ScriptedDns().unknown("*", DnsAnswer.Reason.RESTING);
    assertEquals("dns resting", missing(new Lists(dns).from("192.0.2.25").check(HELLO)));
  }

  @Test
  void aSenderThatCanTakeNoMailIsFound() throws Exception {
    ScriptedDns none = dns();
    assertEquals(
        "nowhere.example",
        names(new Lists(none).sender("x@nowhere.example").check(HELLO)).get("NO_DNS_FOR_FROM"));
    ScriptedDns nullMx = dns().exchange("nowhere.example", "");
    assertEquals(
        "nowhere.example",
        names(new Lists(nullMx).sender("x@nowhere.example").check(HELLO)).get("NO_DNS_FOR_FROM"));
    ScriptedDns address = dns().address("nowhere.example", "192.0.2.1");
    assertEquals(Map.of(), names(new Lists(address).sender("x@nowhere.example").check(HELLO)));
    assertEquals(Map.of(), names(new Lists(none).sender("").check(HELLO)));
  }

  @Test
  void aNameThatLeadsElsewhereIsFound() throws Exception {
    ScriptedDns dns =
        dns()
            .pointer("25.2.0.192.in-addr.arpa", "mail.example")
            .address("mail.example", "192.0.2.99");
    assertEquals(
        Map.of("CLIENT_NO_FCRDNS", "192.0.2.25 mail.example"),
        names(new Lists(dns).from("192.0.2.25").check(HELLO)));
    dns.address("mail.example", "192.0.2.99", "192.0.2.25");
    assertEquals(Map.of(), names(new Lists(dns).from("192.0.2.25").check(HELLO)));
  }

  @Test
  void peopleAreAskedAboutByHash() throws Exception {
    String sha1 = Hash.SHA1.of("fraud@mail.example");
    ScriptedDns dns = dns().address(sha1 + ".ebl.msbl.org", "127.0.0.2");
    CheckResult result =
        new Lists(dns).using("msbl-ebl").check("Reply-To: Bank <Fraud@mail.example>\n" + HELLO);
    assertEquals(Map.of("HASHBL_EMAIL", "fraud@mail.example"), names(result));
    assertEquals(0, dns.asked.stream().filter(n -> n.contains("fraud")).count());
  }

  @Test
  void hashesAreThoseThatListsPublish() {
    assertEquals("900150983cd24fb0d6963f7d28e17f72", Hash.MD5.of("abc")); // RFC 1321 A.5
    assertEquals("a9993e364706816aba3e25717850c26c9cd0d89d", Hash.SHA1.of("abc")); // RFC 3174 7.3
    assertEquals("vgmt4nsha2awvor6evyxqugcnsonbwe5", Hash.SHA1_BASE32.of("abc"));
    assertEquals(
        "xj4bnp4pahh6uqkbidpf3lrceoyagyndsylxvhfucd7wd4qacwwq", Hash.SHA256_BASE32.of("abc"));
  }

  @Test
  void aListOfYourOwnIsAskedAboutTheSender() throws Exception {
    ListSettings own =
        new ListSettings(
            "own",
            "rhsbl.example",
            List.of(Subject.SENDER, Subject.FROM, Subject.REPLY_TO, Subject.HELO, Subject.RDNS),
            List.of("127.0.0.2-127.0.0.9 OWN_LISTS 1.5 Our own list has it"),
            Hash.SHA1,
            null,
            null);
    ScriptedDns dns =
        dns()
            .address("envelope.example.rhsbl.example", "127.0.0.3")
            .address("sender.example.rhsbl.example", "127.0.0.2")
            .address("helo.example.rhsbl.example", "127.0.0.2")
            .exchange("envelope.example", "mx");
    Finding finding =
        new Lists(dns)
            .using()
            .own(own)
            .from("192.0.2.25")
            .greeting("helo.example")
            .sender("x@Envelope.Example")
            .check(HELLO)
            .findings()
            .getFirst();
    assertEquals("OWN_LISTS", finding.name());
    assertEquals("envelope.example, sender.example, helo.example", finding.evidence());
    assertEquals(3, finding.hits());
  }

  @Test
  void manyLinksCostABoundedNumberOfQuestions() throws Exception {
    String links =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "http://h" + i + ".d" + i + ".example/ ")
            .collect(Collectors.joining("\n"));
    ScriptedDns dns = dns();
    CheckResult result = new Lists(dns).check(HELLO + links);
    assertTrue(names(result).containsKey("DNSBL_LIMIT"));
    assertTrue(dns.asked.size() <= 300 + 20, "asked " + dns.asked.size());
  }

  @Test
  void theLastLinkIsNotHiddenByThoseBefore() throws Exception {
    String links =
        IntStream.range(0, 100)
            .mapToObj(i -> "http://www.d" + i + ".example/")
            .collect(Collectors.joining("\n"));
    ScriptedDns dns = dns().address("d99.example.multi.uribl.com", "127.0.0.2");
    CheckResult result = new Lists(dns).check(HELLO + links + "\n");
    assertEquals("d99.example", names(result).get("URIBL_BLACK"));
    assertEquals(20, dns.askedBelow("multi.uribl.com"));
  }

  @Test
  void rubbishIsSurvived() throws Exception {
    String header =
        "Received: from x (unknown [192.0.2.7]) by y; Sat, 21 Nov 2026 00:00:00 +0000\n"
            .repeat(5_000);
    String body =
        "http://"
            + "a".repeat(64)
            + ".example/ http://xn--a-ecp.ru/ http://\u00fc\u0000\u202e.example/ http://[::1]/"
            + " http://[2001:db8::7]/ http://.../ http://"
            + "a.".repeat(3_000)
            + "com/ http://999.1.2.3/ @@@@ x@"
            + "y.".repeat(1_000)
            + "\n";
    ScriptedDns dns = dns();
    CheckResult result =
        new Lists(dns)
            .using("msbl-ebl", "spamhaus-dbl", "spamhaus-zen")
            .check(header + HELLO + body);
    assertEquals("", missing(result));
    assertTrue(dns.asked.size() < 100, "asked " + dns.asked.size());
  }

  @Test
  void metricsSayWhichListIsOff() {
    Metrics metrics = new Lists(dns()).metrics;
    assertEquals(8, metrics.tables().get("dnsbl_list_off").size());
  }
}
