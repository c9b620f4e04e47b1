package org.mailweir.quarantine;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.Finding;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Envelope;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.Recipient;

/**
 * The record of one held message, as it lies in {@code <id>.json}.
 *
 * @param version of this form, 1
 * @param id the message's {@link org.mailweir.mail.TransactionId}
 * @param heldAt when it was held, ISO 8601 in UTC
 * @param sender the reverse-path
 * @param parameters of MAIL
 * @param recipients those for whom it is held, each with its state
 * @param client whom Postfix had it from
 * @param subject the decoded Subject, for lists
 * @param from the decoded From field, for lists
 * @param size in bytes
 * @param sha256 of the message
 * @param score of the verdict
 * @param reason in one sentence; with several, that of the first recipient
 * @param findings what the points were for
 * @param unavailable checks that had no answer
 */
public record HeldMessage(
    int version,
    String id,
    String heldAt,
    String sender,
    MailParameters parameters,
    List<HeldRecipient> recipients,
    ClientInfo client,
    String subject,
    String from,
    long size,
    String sha256,
    double score,
    String reason,
    List<Finding> findings,
    List<String> unavailable) {

  public HeldMessage {
    Stream.of(id, heldAt, sender, parameters, client, subject, from, sha256, reason)
        .forEach(Objects::requireNonNull);
    recipients = List.copyOf(recipients);
    findings = List.copyOf(findings);
    unavailable = List.copyOf(unavailable);
  }

  /** What has become of one recipient's copy. */
  public enum State {
    HELD,
    RELEASED,
    DELETED
  }

  /**
   * One recipient of a held message.
   *
   * @param reason why it is held for him, in one sentence
   * @param changedAt when the state last changed, ISO 8601 in UTC; null while it is held
   * @param reply what 10025 answered when it was released
   */
  public record HeldRecipient(
      String address,
      @Nullable String notifyOn,
      @Nullable String originalRecipient,
      String reason,
      State state,
      @Nullable String changedAt,
      @Nullable String reply) {

    public HeldRecipient {
      Stream.of(address, reason, state).forEach(Objects::requireNonNull);
    }

    /** The same copy in another state. */
    public HeldRecipient now(State newState, String at, @Nullable String newReply) {
      return new HeldRecipient(
          address, notifyOn, originalRecipient, reason, newState, at, newReply);
    }

    /** Whether that is the address, however it is written. */
    public boolean is(String other) {
      return new MailAddress(address).canonical().equals(new MailAddress(other).canonical());
    }

    Recipient recipient() {
      return new Recipient(new MailAddress(address), notifyOn, originalRecipient);
    }
  }

  /** Recipients whose copy is still held. */
  public List<HeldRecipient> held() {
    return recipients.stream().filter(r -> r.state() == State.HELD).toList();
  }

  /** The original envelope for some recipients. */
  public Envelope envelopeFor(List<HeldRecipient> some) {
    return new Envelope(
        new MailAddress(sender), parameters, some.stream().map(HeldRecipient::recipient).toList());
  }

  /** The same message with its recipients in other states. */
  public HeldMessage with(List<HeldRecipient> changed) {
    return new HeldMessage(
        version,
        id,
        heldAt,
        sender,
        parameters,
        changed,
        client,
        subject,
        from,
        size,
        sha256,
        score,
        reason,
        findings,
        unavailable);
  }
}
