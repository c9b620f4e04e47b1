package org.mailweir.check.auth.arc;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mailweir.check.auth.arc.ArcResult.Status;
import org.mailweir.check.auth.dkim.Algorithm;
import org.mailweir.check.auth.dkim.BodyDigest;
import org.mailweir.check.auth.dkim.DkimResult;
import org.mailweir.check.auth.dkim.KeyQuestion;
import org.mailweir.check.auth.dkim.MessageHeader;
import org.mailweir.check.auth.dkim.PendingSignature;
import org.mailweir.check.auth.dkim.Signature;
import org.mailweir.check.auth.text.SyntaxErrorException;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsClient;

/** A chain whose form was looked at and whose keys were asked for (RFC 8617 5.2). */
public final class PendingChain {

  private final List<ArcSet> sets;
  private final Optional<PendingSignature> newest;
  private final List<KeyQuestion> keys;
  private final String trouble;

  private PendingChain(
      List<ArcSet> sets,
      Optional<PendingSignature> newest,
      List<KeyQuestion> keys,
      String trouble) {
    this.sets = sets;
    this.newest = newest;
    this.keys = keys;
    this.trouble = trouble;
  }

  /** Reads the chain and asks for all keys, unless its form says already that it is broken. */
  public static PendingChain ask(
      MessageHeader header, Instant now, DnsClient dns, Deadline deadline) {
    try {
      List<ArcSet> sets = ArcSets.read(header);
      ArcSets.requireGoodHistory(sets);
      requireGoodAlgorithms(sets);
      List<KeyQuestion> keys = new ArrayList<>();
      for (ArcSet set : sets) {
        Seal seal = set.seal();
        keys.add(KeyQuestion.ask(seal.selector(), seal.domain(), seal.algorithm(), dns, deadline));
      }
      return new PendingChain(sets, newest(sets, now, dns, deadline), keys, "");
    } catch (SyntaxErrorException e) {
      return new PendingChain(List.of(), Optional.empty(), List.of(), e.reason());
    }
  }

  private static void requireGoodAlgorithms(List<ArcSet> sets) throws SyntaxErrorException {
    for (ArcSet set : sets) {
      if (set.seal().algorithm() == Algorithm.RSA_SHA1) {
        throw new SyntaxErrorException("rsa-sha1 is not accepted (RFC 8301)");
      }
    }
  }

  private static Optional<PendingSignature> newest(
      List<ArcSet> sets, Instant now, DnsClient dns, Deadline deadline) {
    return sets.isEmpty()
        ? Optional.empty()
        : Optional.of(
            PendingSignature.ask(sets.getLast().message(), Signature.Kind.ARC, now, dns, deadline));
  }

  /** Whether there is anything of ARC in the message. */
  public boolean exists() {
    return !sets.isEmpty() || !trouble.isEmpty();
  }

  /** The hash of the body that it needs, if any. */
  public Optional<BodyDigest.Spec> body() {
    return newest.flatMap(PendingSignature::body);
  }

  /** Waits for the keys and validates. */
  public ArcResult finish(MessageHeader header, Map<BodyDigest.Spec, BodyDigest> bodies)
      throws InterruptedException {
    if (!trouble.isEmpty()) {
      return ArcResult.of(Status.FAIL, trouble);
    }
    if (newest.isEmpty()) {
      return ArcResult.of(Status.NONE, "");
    }
    DkimResult message = newest.get().finish(header, bodies); // step 4
    return switch (message.status()) {
      case PASS -> message.isPartial() ? failed("text was added") : seals();
      case FAIL, PERMERROR -> failed(message.reason());
      case TEMPERROR -> ArcResult.of(Status.TEMPERROR, message.reason());
    };
  }

  private static ArcResult failed(String reason) {
    return ArcResult.of(Status.FAIL, reason);
  }

  /** Step 6: every seal, the newest first. */
  private ArcResult seals() throws InterruptedException {
    for (int i = sets.size() - 1; i >= 0; i--) {
      Seal seal = sets.get(i).seal();
      try {
        if (!keys.get(i).verifies(seal.signature(), sealed(i), seal.domain())) {
          return failed("seal " + (i + 1) + " is broken");
        }
      } catch (SyntaxErrorException e) {
        return failed("seal " + (i + 1) + ": " + e.reason());
      } catch (KeyQuestion.NoAnswerException e) {
        return ArcResult.of(Status.TEMPERROR, String.valueOf(e.getMessage()));
      }
    }
    List<ArcResult.Hop> hops =
        sets.stream().map(s -> new ArcResult.Hop(s.seal().domain(), s.results().value())).toList();
    return new ArcResult(Status.PASS, "", hops);
  }

  private byte[] sealed(int index) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i <= index; i++) {
      out.append(sets.get(i).sealed(i == index));
    }
    return out.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
