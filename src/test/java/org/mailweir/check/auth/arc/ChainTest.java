package org.mailweir.check.auth.arc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailweir.check.auth.dkim.BodyDigest;
import org.mailweir.check.auth.dkim.MessageReader;
import org.mailweir.check.auth.dkim.Signer;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsAnswer.Reason;
import org.mailweir.dns.FakeDns;
import org.mailweir.dns.RecordType;

/** Chains of seals, made here hop by hop. */
class ChainTest {

  private static final String MAIL = "From: joe@example.org\r\nSubject: Hi\r\n\r\nHello\r\n";

  private final SealingHost host = new SealingHost(Signer.ed25519());
  private final FakeDns dns = new FakeDns();

  private ArcResult validate(String message) throws Exception {
    dns.txt("s._domainkey.list.example", Signer.ed25519().record());
    Deadline deadline = Deadline.after(Duration.ofSeconds(10));
    byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
    try (MessageReader reader = new MessageReader(new ByteArrayInputStream(octets))) {
      PendingChain chain = PendingChain.ask(reader.header(), Instant.now(), dns, deadline);
      Set<BodyDigest.Spec> wanted = new HashSet<>();
      chain.body().ifPresent(wanted::add);
      return chain.finish(reader.header(), reader.digests(wanted, deadline));
    }
  }

  private String state(String message) throws Exception {
    ArcResult result = validate(message);
    return (result.status().word() + " " + result.reason()).strip();
  }

  @Test
  void mailWithoutSealsHasNoChain() throws Exception {
    assertEquals("none", state(MAIL));
  }

  @Test
  void anIntactChainTellsWhoSaidWhat() throws Exception {
    ArcResult result = validate(host.seal(2, "pass", host.seal(1, "none", MAIL)));
    assertEquals(ArcResult.Status.PASS, result.status(), result.reason());
    assertEquals(
        List.of("list.example", "list.example"),
        result.hops().stream().map(ArcResult.Hop::domain).toList());
    assertTrue(result.hops().getFirst().results().contains("dmarc=pass"));
  }

  @ParameterizedTest
  @CsvSource({
    "Hello,                      Goodbye,                    fail body was altered",
    "Subject: Hi,                Subject: Ho,                'fail header was altered, or signed with another key'",
    "dmarc=pass header,          dmarc=none header,          fail seal 1 is broken",
    "cv=none,                    cv=pass,                    fail sealer 1 says cv=pass",
    "cv=none,                    cv=fail,                    fail sealer 1 says cv=fail",
    "ARC-Authentication-Results, X-Was-Results,              fail incomplete set",
    "i=1,                        i=2,                        fail set 1 is missing",
    "i=1,                        i=51,                       fail malformed instance",
  })
  void whatWasAlteredBreaksIt(String what, String into, String expected) throws Exception {
    assertEquals(expected, state(host.seal(1, "none", MAIL).replace(what, into)));
  }

  @Test
  void aGapBreaksIt() throws Exception {
    assertEquals("fail set 2 is missing", state(host.seal(3, "pass", host.seal(1, "none", MAIL))));
  }

  @Test
  void fiftyOneSetsAreTooMany() throws Exception {
    String many = "ARC-Seal: i=1; a=rsa-sha256; cv=none; d=x.example; s=s; b=AA==\r\n";
    assertEquals("fail more than 50 sets", state(many.repeat(51) + MAIL));
    assertEquals(List.of(), dns.asked());
  }

  @Test
  void silenceIsTemporary() throws Exception {
    dns.silent("s._domainkey.quiet.example", RecordType.TXT, Reason.TIMEOUT);
    String message = host.seal(1, "none", MAIL).replace("list.example", "quiet.example");
    assertEquals("temperror s._domainkey.quiet.example timeout", state(message));
  }
}
