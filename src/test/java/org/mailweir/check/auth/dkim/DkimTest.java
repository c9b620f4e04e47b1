package org.mailweir.check.auth.dkim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsAnswer.Reason;
import org.mailweir.dns.FakeDns;
import org.mailweir.dns.RecordType;

/** What becomes of signatures; messages are signed here, with keys of the moment. */
class DkimTest {

  private static final String TAGS = "d=example.org; s=s1; h=From:Subject";
  private static final String SIGNED = "from:Joe <joe@example.org>\r\nsubject:Hello there\r\n";
  private static final String HEADER =
      "From:  Joe <joe@example.org>\r\nSubject: Hello\r\n\tthere\r\nX-Other: 1\r\n";
  private static final String BODY = "One  line \r\n\r\nand another\r\n\r\n\r\n";
  private static final String SIGNED_BODY = "One line\r\n\r\nand another\r\n";

  private final Signer rsa = Signer.rsa(2_048);
  private final FakeDns dns = new FakeDns();

  private List<DkimResult> verify(String message) throws Exception {
    Deadline deadline = Deadline.after(Duration.ofSeconds(20));
    byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
    try (MessageReader reader = new MessageReader(new ByteArrayInputStream(octets))) {
      List<PendingSignature> pending =
          PendingSignature.all(reader.header(), 10, Instant.now(), dns, deadline);
      Set<BodyDigest.Spec> wanted = new HashSet<>();
      pending.forEach(p -> p.body().ifPresent(wanted::add));
      var bodies = reader.digests(wanted, deadline);
      List<DkimResult> results = new ArrayList<>();
      for (PendingSignature signature : pending) {
        results.add(signature.finish(reader.header(), bodies));
      }
      return results;
    }
  }

  private String one(String message) throws Exception {
    DkimResult result = verify(message).getFirst();
    return (result.status().word() + " " + result.reason()).strip();
  }

  private String signed(String tags) {
    return rsa.field(tags, SIGNED, SIGNED_BODY) + HEADER + "\r\n" + BODY;
  }

  private void publish(String record) {
    dns.txt("s1._domainkey.example.org", record);
  }

  @Test
  void aSignedMessagePasses() throws Exception {
    publish(rsa.record());
    assertEquals("pass", one(signed(TAGS)));
    assertEquals(2_048, verify(signed(TAGS)).getFirst().bits());
  }

  @Test
  void ed25519Passes() throws Exception {
    Signer edwards = Signer.ed25519();
    publish(edwards.record());
    assertEquals("pass", one(edwards.field(TAGS, SIGNED, SIGNED_BODY) + HEADER + "\r\n" + BODY));
  }

  @Test
  void whatWasAlteredFails() throws Exception {
    publish(rsa.record());
    String message = signed(TAGS);
    assertEquals("fail body was altered", one(message.replace("another", "an other")));
    assertEquals(
        "fail header was altered, or signed with another key",
        one(message.replace("Hello", "Buy this")));
  }

  @Test
  void whiteSpaceAndUnsignedFieldsMayChange() throws Exception {
    publish(rsa.record());
    String message = signed(TAGS).replace("X-Other: 1", "X-Else: 2");
    assertEquals("pass", one(message.replace("One  line \r\n", "One\tline\t\t\r\n")));
    assertEquals("pass", one(message.replace("Hello\r\n\tthere", "Hello  there ")));
  }

  @Test
  void repeatedFieldsCountFromTheBottom() throws Exception {
    publish(rsa.record());
    String tags = "d=example.org; s=s1; h=From:Received:Received:Received:Subject";
    String header =
        "from:Joe <joe@example.org>\r\nreceived:first\r\nreceived:second\r\nsubject:Hi\r\n";
    String message =
        rsa.field(tags, header, "x\r\n")
            + "Received: second\r\nReceived: first\r\nFrom: Joe <joe@example.org>\r\n"
            + "Subject: Hi\r\n\r\nx\r\n";
    assertEquals("pass", one(message));
    assertEquals(
        "fail header was altered, or signed with another key",
        one("Received: third\r\n" + message));
  }

  @Test
  void anOversignedFieldCannotBeAdded() throws Exception {
    publish(rsa.record());
    String tags = "d=example.org; s=s1; h=From:From:Subject";
    String message = rsa.field(tags, SIGNED, SIGNED_BODY) + HEADER + "\r\n" + BODY;
    assertEquals("pass", one(message));
    assertEquals(
        "fail header was altered, or signed with another key",
        one("From: eve@example.net\r\n" + message));
  }

  @Test
  void textBehindTheSignedPartIsReported() throws Exception {
    publish(rsa.record());
    String tags = TAGS + "; l=" + SIGNED_BODY.length();
    String message = rsa.field(tags, SIGNED, SIGNED_BODY) + HEADER + "\r\n" + BODY;
    assertTrue(verify(message).getFirst().isSound());
    DkimResult result = verify(message + "Buy this\r\n").getFirst();
    assertTrue(result.isPartial(), result.toString());
    assertEquals(14, result.unsigned());
    String longer = rsa.field(TAGS + "; l=9999", SIGNED, SIGNED_BODY) + HEADER + "\r\n" + BODY;
    assertEquals("fail body is shorter than signed", one(longer));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          d=example.org; s=s1; h=Subject,                      permerror From is not signed
          d=example.org; h=From,                               permerror no tag s
          s=s1; h=From,                                        permerror no tag d
          d=example.org; s=s1; h=From; x=1000000000,           permerror signature has expired
          d=example.org; s=s1; h=From; t=9999999999,           permerror signature is from the future
          d=example.org; s=s1; h=From; t=2000; x=1000,         permerror expires before it was made
          d=example.org; s=s1; h=From; i=joe@example.net,      permerror i= is not within d=
          d=example.org; s=s1; h=From; i=joe@badexample.org,   permerror i= is not within d=
          d=example.org; s=s1; h=From; q=http,                 permerror unknown query method
          d=example.org; s=s1; h=From; l=-1,                   permerror l= is no number
          d=example.org; s=s1; s=s2; h=From,                   permerror tag s occurs twice
          d=.; s=s1; h=From,                                   permerror d= is no domain
          d=example.org; s=; h=From,                           permerror empty tag s
          """)
  void whatContradictsItselfIsAnErrorAndAsksNobody(String tags, String expected) throws Exception {
    publish(rsa.record());
    assertEquals(expected, one(signed(tags)));
    assertEquals(List.of(), dns.asked());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          v=DKIM1; p=,                    permerror key was revoked
          v=DKIM2; p=AAAA,                permerror unknown version of key record
          k=rsa; v=DKIM1; p=AAAA,         permerror unknown version of key record
          v=DKIM1; k=rsa,                 permerror key record without key
          v=DKIM1; p=!,                   permerror key is no base64
          v=DKIM1; p=AAAA,                permerror key cannot be read
          v=DKIM1; k=ed25519; p=AAAA,     permerror key is for another algorithm
          v=DKIM1; h=sha1; p=AAAA,        permerror key is not for sha256
          v=DKIM1; s=chat; p=AAAA,        permerror key is not for mail
          """)
  void aKeyThatMustNotBeUsedIsAnError(String record, String expected) throws Exception {
    publish(record);
    assertEquals(expected, one(signed(TAGS)));
  }

  @Test
  void aKeyMayForbidSubdomains() throws Exception {
    publish(rsa.record() + "; t=s");
    assertEquals("pass", one(signed(TAGS + "; i=j=6Fe=40example.org")));
    assertEquals(
        "permerror key is not for subdomains", one(signed(TAGS + "; i=joe@sub.example.org")));
  }

  @Test
  void keysOfAFoolishLengthAreRefused() throws Exception {
    Signer weak = Signer.rsa(768);
    publish(weak.record());
    String message = weak.field(TAGS, SIGNED, SIGNED_BODY) + HEADER + "\r\n" + BODY;
    assertEquals("permerror key of 768 bits is too short (RFC 8301)", one(message));
    dns.txt("big._domainkey.example.org", "p=" + Signer.base64(new byte[65_536 / 8]));
    assertEquals("permerror key is too long", one(signed("d=example.org; s=big; h=From")));
  }

  @Test
  void sha1IsNotAcceptedAnyMore() throws Exception {
    publish(rsa.record());
    assertEquals(
        "permerror rsa-sha1 is not accepted (RFC 8301)",
        one(signed(TAGS).replace("rsa-sha256", "rsa-sha1")));
  }

  @Test
  void silenceIsTemporaryAndAMissingKeyIsNot() throws Exception {
    assertEquals("permerror no key", one(signed(TAGS)));
    dns.silent("s1._domainkey.example.org", RecordType.TXT, Reason.SERVER_FAILURE);
    assertEquals("temperror s1._domainkey.example.org server failure", one(signed(TAGS)));
  }

  @Test
  void amongSeveralRecordsTheRightOneIsFound() throws Exception {
    publish("v=spf1 -all");
    publish(Signer.ed25519().record());
    publish(rsa.record());
    assertEquals("pass", one(signed(TAGS)));
  }

  @Test
  void ofAThousandSignaturesTenAreLookedAt() throws Exception {
    String many =
        "DKIM-Signature: v=1; a=rsa-sha256; d=x.example; s=s; h=From; bh=AA==; b=AA==\r\n";
    List<DkimResult> results = verify(many.repeat(1_000) + HEADER + "\r\n" + BODY);
    assertEquals(10, results.size());
    assertEquals(10, dns.asked().size());
  }

  @ParameterizedTest
  @CsvSource({
    "h, From:, 10000, permerror too many names in h=",
    "z, x|, 500000, permerror tag list is too long",
    "bh, !, 100, permerror bh= is no base64",
  })
  void hostileTagsAreRefusedCheaply(String tag, String piece, int times, String expected)
      throws Exception {
    String tags = "v=1; a=rsa-sha256; d=example.org; s=s1; h=From; bh=AA==; b=AA==";
    String others =
        List.of(tags.split("; ")).stream()
            .filter(t -> !t.startsWith(tag + "="))
            .collect(Collectors.joining("; "));
    String field = "DKIM-Signature: " + others + "; " + tag + "=" + piece.repeat(times) + "\r\n";
    assertEquals(expected, one(field + HEADER + "\r\n" + BODY));
  }

  @Test
  void aBodyOfEmptyLinesIsEmptyWhereverItIsCut() throws Exception {
    publish(rsa.record());
    String top = rsa.field(TAGS, SIGNED, "") + HEADER;
    assertEquals("pass", one(top + "\r\n" + "\r\n".repeat(100_000)));
    assertEquals("pass", one(top + "\r\n"));
    assertEquals("pass", one(top));
  }

  @Test
  void theSimpleFormKeepsEveryOctet() throws Exception {
    publish(rsa.record());
    String start =
        "DKIM-Signature: v=1; a=rsa-sha256; c=simple; d=example.org;\r\n\ts=s1; h=From; bh="
            + Signer.base64(Signer.sha256("a  b \r\n"))
            + ";\r\n b=";
    String from = "From:  Joe\r\n <joe@example.org>\r\n";
    String message = start + rsa.sign(from + start) + "\r\n" + from + "\r\n" + "a  b \r\n\r\n\r\n";
    assertEquals("pass", one(message));
    assertEquals("fail body was altered", one(message.replace("a  b", "a b")));
  }

  @Test
  void theExampleOfRfc8463Passes() throws Exception {
    dns.txt(
        "brisbane._domainkey.football.example.com",
        "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
    String message =
        """
        DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
         d=football.example.com; i=@football.example.com;
         q=dns/txt; s=brisbane; t=1528637909; h=from : to :
         subject : date : message-id : from : subject : date;
         bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
         b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
         Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
        From: Joe SixPack <joe@football.example.com>
        To: Suzie Q <suzie@shopping.example.net>
        Subject: Is dinner ready?
        Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
        Message-ID: <20030712040037.46341.5F8J@football.example.com>

        Hi.

        We lost the game.  Are you hungry yet?

        Joe.
        """;
    assertEquals("pass", one(message.replace("\n", "\r\n")));
  }
}
