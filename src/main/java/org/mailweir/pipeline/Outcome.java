package org.mailweir.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mailweir.act.RecipientResult;
import org.mailweir.mail.Envelope;
import org.mailweir.mail.Recipient;
import org.mailweir.reinject.SmtpReply;

/**
 * What a front door has to answer.
 *
 * @param results one for each recipient, in the order of the envelope
 */
public record Outcome(List<RecipientResult> results) {

  private static final SmtpReply MIXED =
      SmtpReply.tempfail("not all recipients could be served; use LMTP to have a reply for each");

  public Outcome {
    results = List.copyOf(results);
  }

  /** Puts results of two sources together, one for each recipient. */
  static Outcome of(
      Envelope envelope, List<RecipientResult> served, List<RecipientResult> delivered) {
    Map<Recipient, RecipientResult> all = new HashMap<>();
    served.forEach(r -> all.put(r.recipient(), r));
    delivered.forEach(r -> all.put(r.recipient(), r));
    return new Outcome(
        envelope.recipients().stream()
            .map(r -> Objects.requireNonNull(all.get(r), "every recipient has a result"))
            .toList());
  }

  /** The reply for one recipient (LMTP, RFC 2033 4.2). */
  public static SmtpReply reply(RecipientResult result) {
    return switch (result) {
      case RecipientResult.Delivered d -> d.reply();
      case RecipientResult.Held h -> new SmtpReply(250, "2.7.0 Ok, held as " + h.id());
      case RecipientResult.DoneBefore d ->
          new SmtpReply(250, "2.0.0 Ok, done by an earlier attempt");
      case RecipientResult.Taught t -> new SmtpReply(250, "2.0.0 Ok, " + t.summary());
      case RecipientResult.Deferred d -> d.reply();
      case RecipientResult.Refused r -> r.reply();
    };
  }

  /**
   * The one reply for all recipients (SMTP): 2xx only when all are served, 5xx only when all are
   * refused for good, 4xx otherwise.
   */
  public SmtpReply single() {
    List<SmtpReply> replies = results.stream().map(Outcome::reply).toList();
    boolean allPositive = replies.stream().allMatch(SmtpReply::isPositive);
    boolean allPermanent = replies.stream().allMatch(SmtpReply::isPermanent);
    boolean allTemporary = replies.stream().allMatch(SmtpReply::isTemporary);
    return allPositive || allPermanent || allTemporary ? replies.getFirst() : MIXED;
  }
}
