package org.mailweir.lab.conformance;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailweir.check.auth.arc.ArcResult;
import org.mailweir.check.auth.arc.PendingChain;
import org.mailweir.check.auth.dkim.BodyDigest;
import org.mailweir.check.auth.dkim.DkimResult;
import org.mailweir.check.auth.dkim.MessageReader;
import org.mailweir.check.auth.dkim.PendingSignature;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsClient;
import org.mailweir.mail.RawMessage;

/** What becomes of all signatures and of the chain of one message. */
record Verification(List<DkimResult> signatures, ArcResult chain) {

  private static final int MOST = 10;

  static Verification of(RawMessage message, DnsClient dns) {
    return at(Instant.now(), message, dns);
  }

  static Verification at(Instant now, RawMessage message, DnsClient dns) {
    Deadline deadline = Deadline.after(Duration.ofSeconds(60));
    try (MessageReader reader = new MessageReader(message.open())) {
      List<PendingSignature> pending =
          PendingSignature.all(reader.header(), MOST, now, dns, deadline);
      PendingChain chain = PendingChain.ask(reader.header(), now, dns, deadline);
      Set<BodyDigest.Spec> wanted = new HashSet<>();
      pending.forEach(p -> p.body().ifPresent(wanted::add));
      chain.body().ifPresent(wanted::add);
      Map<BodyDigest.Spec, BodyDigest> bodies = reader.digests(wanted, deadline);
      List<DkimResult> results = new ArrayList<>();
      for (PendingSignature signature : pending) {
        results.add(signature.finish(reader.header(), bodies));
      }
      return new Verification(results, chain.finish(reader.header(), bodies));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
