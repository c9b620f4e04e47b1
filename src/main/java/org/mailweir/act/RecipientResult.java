package org.mailweir.act;

import org.mailweir.decide.Disposition;
import org.mailweir.mail.Recipient;
import org.mailweir.mail.TransactionId;
import org.mailweir.reinject.SmtpReply;

/** What has become of one recipient's copy. Only a temporary or a final refusal is no 2xx. */
public sealed interface RecipientResult {

  Recipient recipient();

  /**
   * 10025 has it.
   *
   * @param disposition what was delivered: passed or tagged
   * @param reply with the queue id of the second Postfix
   */
  record Delivered(Recipient recipient, Disposition disposition, SmtpReply reply)
      implements RecipientResult {}

  /** It is in the quarantine, on disk. */
  record Held(Recipient recipient, TransactionId id, String reason) implements RecipientResult {}

  /** An earlier attempt of the same message had delivered or held it (SMTP input only). */
  record DoneBefore(Recipient recipient) implements RecipientResult {}

  /**
   * It is a training address, and what the message teaches is durable.
   *
   * @param summary what was learned, in a few words of ours
   */
  record Taught(Recipient recipient, String summary) implements RecipientResult {}

  /** Not done, temporary: Postfix keeps it and tries again. */
  record Deferred(Recipient recipient, SmtpReply reply) implements RecipientResult {}

  /** 10025 refuses it for good. */
  record Refused(Recipient recipient, SmtpReply reply) implements RecipientResult {}
}
