package org.mailweir.check.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailweir.check.CheckInput;
import org.mailweir.check.CheckResult;
import org.mailweir.check.Finding;
import org.mailweir.check.auth.dkim.Signer;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsAnswer.Reason;
import org.mailweir.dns.DnsRecord;
import org.mailweir.dns.FakeDns;
import org.mailweir.dns.RecordType;
import org.mailweir.domain.PublicSuffixList;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.relay.TrustSettings;

/** What a message's sender turns out to be, end to end, but for a DNS in memory. */
class AuthCheckTest {

  private static final String BODY = "Hello\r\n";
  private static final String GOOD = "203.0.113.5";
  private static final String BAD = "203.0.113.66";

  private final Signer signer = Signer.ed25519();
  private final FakeDns dns = new FakeDns();
  private AuthSettings settings = AuthSettings.DEFAULT;
  private String from = "Joe <joe@example.org>";
  private String sender = "joe@example.org";
  private Origin origin = Origin.OUTSIDE;

  @BeforeEach
  void publish() {
    dns.txt("example.org", "v=spf1 ip4:" + GOOD + " -all");
    dns.txt("mail.example.org", "v=spf1 a -all");
    dns.txt("s1._domainkey.example.org", signer.record());
    dns.txt("_dmarc.example.org", "v=DMARC1; p=reject; sp=quarantine");
  }

  private String signed(String domain) {
    String header = "from:" + from + "\r\n";
    return signer.field("d=" + domain + "; s=s1; h=from", header, BODY);
  }

  private CheckResult check(String client, String top) throws InterruptedException {
    InMemoryMessage raw =
        InMemoryMessage.of(top + "From: " + from + "\r\nSubject: Hi\r\n\r\n" + BODY);
    ClientInfo info =
        new ClientInfo(
            "mail.example.org", client, null, "ESMTP", "mail.example.org", "Q1", "REMOTE");
    CheckInput input =
        new CheckInput(
            new MessageParser(ParseLimits.DEFAULT).parse(raw),
            raw,
            new MailAddress(sender),
            info,
            origin,
            List.of(),
            Deadline.after(Duration.ofSeconds(20)));
    return new AuthCheck(
            settings, dns, PublicSuffixList.bundled(), TrustSettings.NONE, (name, other) -> other)
        .check(input);
  }

  private static Set<String> names(CheckResult result) {
    return result.findings().stream()
        .filter(f -> !f.isFact())
        .map(Finding::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> set(String words) {
    return new TreeSet<>(Arrays.asList(words.split(" ")));
  }

  private static String evidence(CheckResult result, String name) {
    return result.findings().stream()
        .filter(f -> f.name().equals(name))
        .map(Finding::evidence)
        .findFirst()
        .orElse("(none)");
  }

  private static String results(CheckResult result) {
    return evidence(result, Finding.AUTHENTICATION_RESULTS);
  }

  @Test
  void mailFromWhomItSaysIsAuthenticatedByBoth() throws Exception {
    CheckResult result = check(GOOD, signed("example.org"));
    assertInstanceOf(CheckResult.Found.class, result);
    assertEquals(
        set(
            "SPF_PASS SPF_HELO_FAIL DKIM_SIGNED DKIM_VALID DKIM_VALID_AU DKIM_VALID_EF DMARC_PASS"
                + " FROM_AUTHENTICATED"),
        names(result));
    assertEquals("example.org", evidence(result, "FROM_AUTHENTICATED"));
    assertTrue(
        results(result)
            .startsWith(
                "spf=pass smtp.mailfrom=example.org; dmarc=pass header.from=example.org; dkim=pass"
                    + " header.d=example.org header.s=s1 header.a=ed25519-sha256 header.b="),
        results(result));
  }

  @Test
  void aForgeryFailsAndIsToBeRejected() throws Exception {
    CheckResult result = check(BAD, "");
    assertEquals(set("SPF_FAIL SPF_HELO_FAIL DMARC_REJECT"), names(result));
    assertEquals(
        "spf=fail smtp.mailfrom=example.org; dmarc=fail (p=reject) header.from=example.org;"
            + " dkim=none",
        results(result));
  }

  @Test
  void aSubdomainHasItsOwnPolicy() throws Exception {
    from = "joe@news.example.org";
    sender = "joe@elsewhere.example";
    assertTrue(names(check(BAD, "")).contains("DMARC_QUAR"));
  }

  @Test
  void relaxedAlignmentEndsAtTheRegisteredDomain() throws Exception {
    from = "joe@news.example.org";
    assertTrue(names(check(GOOD, "")).contains("FROM_AUTHENTICATED"));
    from = "joe@other.co.uk";
    sender = "eve@evil.co.uk";
    dns.txt("evil.co.uk", "v=spf1 +all");
    dns.txt("_dmarc.other.co.uk", "v=DMARC1; p=none");
    Set<String> names = names(check(BAD, ""));
    assertTrue(names.contains("SPF_PASS") && names.contains("DMARC_NONE"), names.toString());
    assertFalse(names.contains("FROM_AUTHENTICATED"));
  }

  @Test
  void strictAlignmentWantsTheVeryDomain() throws Exception {
    dns.txt("_dmarc.strict.example", "v=DMARC1; p=reject; aspf=s; adkim=s");
    dns.txt("bounce.strict.example", "v=spf1 +all");
    from = "joe@strict.example";
    sender = "x@bounce.strict.example";
    assertTrue(names(check(BAD, "")).contains("DMARC_REJECT"));
  }

  @ParameterizedTest
  @CsvSource({
    "v=DMARC1; p=reject; pct=0,           DMARC_QUAR",
    "v=DMARC1; p=quarantine; t=y,         DMARC_NONE",
    "v=DMARC1; p=reject; np=none; psd=n,  DMARC_REJECT",
    "v=DMARC1; p=nonsense; rua=mailto:x@y.example, DMARC_NONE",
    "v=DMARC1; p=nonsense,                DMARC_MISSING",
    "p=reject; v=DMARC1,                  DMARC_MISSING",
    "v=DMARC1;p=reject;adkim=strange,     DMARC_REJECT",
  })
  void policiesAreReadLeniently(String record, String expected) throws Exception {
    dns.txt("_dmarc.policy.example", record);
    from = "joe@policy.example";
    assertTrue(names(check(BAD, "")).contains(expected), names(check(BAD, "")).toString());
  }

  @Test
  void twoPoliciesAreNone() throws Exception {
    dns.txt("_dmarc.example.org", "v=DMARC1; p=none");
    assertTrue(names(check(BAD, "")).contains("DMARC_MISSING"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "joe@example.org\r\nFrom: eve@evil.example",
        "joe",
        "\"joe@example.org",
        "undisclosed:;",
        "joe@example.org, joe@",
      })
  void whereItIsNotClearWhoWroteNothingIsAuthenticated(String written) throws Exception {
    from = written;
    Set<String> names = names(check(GOOD, ""));
    assertTrue(names.contains("DMARC_FROM_UNCLEAR"), names.toString());
    assertFalse(names.contains("FROM_AUTHENTICATED"));
  }

  @Test
  void aCommaInANameHidesNobody() throws Exception {
    from = "Miller, Joe <joe@example.org>";
    assertTrue(names(check(GOOD, "")).contains("FROM_AUTHENTICATED"));
    assertTrue(names(check(BAD, "")).contains("DMARC_REJECT"));
  }

  @Test
  void aSecondFromDoesNotGetAroundAPolicy() throws Exception {
    from = "eve@evil.example\r\nFrom: joe@example.org";
    Set<String> names = names(check(BAD, ""));
    assertTrue(
        names.contains("DMARC_REJECT") && names.contains("DMARC_FROM_UNCLEAR"), () -> "" + names);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"joe@example.org\" <eve@evil.example>",
        "joe@example.org <eve@evil.example>",
        "(joe@example.org) eve@evil.example",
        "<joe@example.org> <eve@evil.example>",
        "eve@evil.example (<joe@example.org>)",
        "joe@example.org, eve@evil.example",
      })
  void aNameThatLooksLikeAnAddressProvesNothing(String written) throws Exception {
    from = written;
    assertFalse(names(check(GOOD, "")).contains("FROM_AUTHENTICATED"));
  }

  @Test
  void ofSeveralAuthorsTheStrictestPolicyCounts() throws Exception {
    dns.txt("_dmarc.other.example", "v=DMARC1; p=none");
    from = "a@other.example, joe@example.org";
    assertTrue(names(check(BAD, "")).contains("DMARC_REJECT"));
  }

  @Test
  void silenceMakesTheCheckUnavailableAndNamesTheQuestions() throws Exception {
    dns.silent("s2._domainkey.example.org", RecordType.TXT, Reason.SERVER_FAILURE);
    dns.silent("dead.example", RecordType.TXT, Reason.TIMEOUT);
    sender = "joe@dead.example";
    from = "joe@example.org";
    String top = signed("example.org").replace("s=s1", "s=s2");
    CheckResult result = check(GOOD, top);
    assertEquals(
        "spf dead.example timeout, dkim s2._domainkey.example.org server failure, dmarc rests on"
            + " what is missing",
        assertInstanceOf(CheckResult.Unavailable.class, result).reason());
    assertEquals(set("T_SPF_TEMPERROR SPF_HELO_FAIL DKIM_SIGNED"), names(result));
    assertTrue(results(result).contains("dmarc=temperror"), results(result));
  }

  @Test
  void aDeadDnsNeverMeansThatThereIsNoPolicy() throws Exception {
    dns.silent("_dmarc.quiet.example", RecordType.TXT, Reason.TIMEOUT);
    from = "joe@quiet.example";
    CheckResult result = check(GOOD, "");
    assertEquals(
        "dmarc _dmarc.quiet.example timeout",
        assertInstanceOf(CheckResult.Unavailable.class, result).reason());
    assertFalse(names(result).contains("DMARC_MISSING"));
  }

  @Test
  void ourOwnUsersAreNotJudged() throws Exception {
    origin = Origin.INSIDE;
    assertEquals(CheckResult.Found.NOTHING, check(BAD, ""));
    assertEquals(List.of(), dns.asked());
  }

  /** Who wrote a message here, or has logged in, is not judged by who may send from elsewhere. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "from laptop (home.example [198.51.100.7]) (Authenticated sender: joe) by mx (Postfix)"
            + " with ESMTPSA id 4abc; Sat, 21 Nov 2026 10:00:00 +0000",
        "from desk (desk.lan [192.168.1.7]) by mx (Postfix) with ESMTP id 4abc;"
            + " Sat, 21 Nov 2026 10:00:00 +0000"
      })
  void mailOfOurOwnThatComesByTheOtherPortIsNotJudged(String received) throws Exception {
    String client = received.contains("198.51") ? "198.51.100.7" : "192.168.1.7";
    CheckResult result = check(client, "Received: " + received + "\r\n");
    assertEquals(CheckResult.Found.NOTHING, result);
  }

  /** Behind a container's gateway every client has its address; what lies below may be a lie. */
  @Test
  void aReceivedFieldBehindAPrivateAddressThatNobodyNamedProvesNothing() throws Exception {
    String gateway =
        "Received: from mail.example.org (gw [172.17.0.1]) by mx (Postfix) with ESMTP id 4abc;"
            + " Sat, 21 Nov 2026 10:00:00 +0000\r\n";
    String forged =
        "Received: from mail.example.org (mail.example.org ["
            + GOOD
            + "]) by x with ESMTP id 4abd; Sat, 21 Nov 2026 09:00:00 +0000\r\n";
    CheckResult result = check("172.17.0.1", gateway + forged);
    assertEquals(Set.of(), names(result));
    assertEquals(
        "dmarc rests on what is missing",
        assertInstanceOf(CheckResult.Unavailable.class, result).reason());
  }

  /** IDNA2003 would make fass.example of it, which is somebody else's. */
  @Test
  void aNameThatProgramsReadDifferentlyProvesNothing() throws Exception {
    from = "joe@fa\u00df.example";
    sender = "joe@fass.example";
    dns.txt("fass.example", "v=spf1 ip4:" + GOOD + " -all");
    CheckResult result = check(GOOD, "");
    assertTrue(names(result).contains("DMARC_FROM_UNCLEAR"), names(result).toString());
    assertFalse(names(result).contains("FROM_AUTHENTICATED"));
  }

  @Test
  void withoutAClientSpfSaysNothing() throws Exception {
    CheckResult result = check("127.0.0.1", "");
    assertFalse(names(result).stream().anyMatch(n -> n.contains("SPF")), names(result).toString());
    assertFalse(results(result).contains("spf="), results(result));
    assertTrue(result.findings().stream().anyMatch(f -> f.name().equals("__SPF_CLIENT_UNKNOWN")));
  }

  @Test
  void theNullSenderStandsForItsHost() throws Exception {
    sender = "";
    from = "mailer-daemon@mail.example.org";
    dns.add("mail.example.org", RecordType.A, new DnsRecord.Address(InetAddress.ofLiteral(GOOD)));
    CheckResult result = check(GOOD, "");
    assertEquals(set("SPF_HELO_PASS DMARC_PASS FROM_AUTHENTICATED"), names(result));
    assertTrue(results(result).startsWith("spf=pass smtp.helo=mail.example.org"));
  }

  @Test
  void textBehindASignedPartProvesNothing() throws Exception {
    String field = signer.field("d=example.org; s=s1; h=from; l=0", "from:" + from + "\r\n", "");
    CheckResult result = check(BAD, field);
    assertEquals(
        set("SPF_FAIL SPF_HELO_FAIL DKIM_SIGNED DKIM_INVALID DKIM_PARTIAL DMARC_REJECT"),
        names(result));
    assertTrue(results(result).contains("dkim=policy reason=\"text behind"), results(result));
  }

  @Test
  void anEvilDomainCannotWriteResultsOfItsOwn() throws Exception {
    sender = "joe@evil.example;dmarc=pass\"";
    String results = results(check(BAD, ""));
    // Nor can he deceive a program that only looks for the words.
    assertTrue(results.startsWith("spf=none smtp.mailfrom=\"evil.example?dmarc:pass?\";"), results);
  }

  @Test
  void manySignaturesDoNotPushOutTheVerdict() throws Exception {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String domain = "d" + "x".repeat(60) + "." + "y".repeat(60) + "." + "z".repeat(60) + ".org";
      fields.add(signed(domain));
    }
    String results = results(check(BAD, String.join("", fields)));
    assertTrue(results.length() <= 2_000 && results.contains("dmarc=fail"), results);
  }
}
