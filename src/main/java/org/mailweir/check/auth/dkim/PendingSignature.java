package org.mailweir.check.auth.dkim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.auth.dkim.DkimResult.Status;
import org.mailweir.check.auth.text.SyntaxErrorException;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsClient;

/**
 * A signature that was read and whose key was asked for. What the message itself shows to be wrong
 * costs no question.
 */
public final class PendingSignature {

  /** Clocks differ; a signature from further ahead is none (RFC 6376 3.5, t=). */
  private static final long AHEAD_SECONDS = 86_400;

  private final @Nullable Signature signature;
  private final @Nullable KeyQuestion key;
  private final String trouble;

  private PendingSignature(
      @Nullable Signature signature, @Nullable KeyQuestion key, String trouble) {
    this.signature = signature;
    this.key = key;
    this.trouble = trouble;
  }

  /**
   * Reads the DKIM signatures of a message, from the top, and asks for all keys.
   *
   * @param most further signatures are passed over (RFC 6376 6.1 allows it)
   */
  public static List<PendingSignature> all(
      MessageHeader header, int most, Instant now, DnsClient dns, Deadline deadline) {
    List<PendingSignature> all = new ArrayList<>();
    header.all("dkim-signature").stream()
        .limit(most)
        .forEach(f -> all.add(ask(f, Signature.Kind.DKIM, now, dns, deadline)));
    return all;
  }

  /** Reads one signature and asks for its key. */
  public static PendingSignature ask(
      MessageHeader.Field field,
      Signature.Kind kind,
      Instant now,
      DnsClient dns,
      Deadline deadline) {
    Signature signature = null;
    try {
      signature = Signature.read(field, kind);
      usable(signature, now.getEpochSecond());
      return new PendingSignature(
          signature,
          KeyQuestion.ask(
              signature.selector(), signature.domain(), signature.algorithm(), dns, deadline),
          "");
    } catch (SyntaxErrorException e) {
      return new PendingSignature(signature, null, e.reason());
    }
  }

  private static void usable(Signature signature, long now) throws SyntaxErrorException {
    if (signature.algorithm() == Algorithm.RSA_SHA1) {
      throw new SyntaxErrorException("rsa-sha1 is not accepted (RFC 8301)");
    }
    if (signature.expires() >= 0 && signature.expires() < now) {
      throw new SyntaxErrorException("signature has expired");
    }
    if (signature.created() > now + AHEAD_SECONDS) {
      throw new SyntaxErrorException("signature is from the future");
    }
  }

  /** The hash of the body that it needs, if any. */
  public Optional<BodyDigest.Spec> body() {
    return key == null ? Optional.empty() : Optional.ofNullable(signature).map(Signature::body);
  }

  /**
   * Waits for the key and verifies.
   *
   * @param bodies what {@link MessageReader#digests} made of the {@link #body()} of all signatures
   */
  public DkimResult finish(MessageHeader header, Map<BodyDigest.Spec, BodyDigest> bodies)
      throws InterruptedException {
    BodyDigest body = signature == null ? null : bodies.get(signature.body());
    if (signature == null || key == null || body == null) {
      return DkimResult.of(
          Status.PERMERROR, signature, trouble.isEmpty() ? "message was not read" : trouble);
    }
    try {
      return verify(signature, key.key(signature.identity(), signature.domain()), header, body);
    } catch (SyntaxErrorException e) {
      return DkimResult.of(Status.PERMERROR, signature, e.reason());
    } catch (KeyQuestion.NoAnswerException e) {
      return DkimResult.of(Status.TEMPERROR, signature, String.valueOf(e.getMessage()));
    }
  }

  private static DkimResult verify(
      Signature signature, KeyQuestion.Published published, MessageHeader header, BodyDigest body) {
    String reason = "";
    if (!body.isLongEnough()) {
      reason = "body is shorter than signed";
    } else if (!body.matches(signature.bodyHash())) {
      reason = "body was altered";
    } else if (!published.key().verifies(signature.signature(), signature.signedHeader(header))) {
      reason = "header was altered, or signed with another key";
    }
    Status status = reason.isEmpty() ? Status.PASS : Status.FAIL;
    int bits = published.key().bits();
    return new DkimResult(status, signature, reason, bits, published.test(), body.rest());
  }
}
