package org.mailweir.digest;

import java.time.Instant;
import org.mailweir.mail.TransactionId;

/**
 * What a link speaks of: one copy of one message.
 *
 * @param recipient in canonical form
 * @param expires to the second; from then on it opens nothing
 */
public record Link(Kind kind, TransactionId id, String recipient, Instant expires) {

  /** Where the message is. */
  public enum Kind {
    /** In the quarantine. */
    HELD,
    /** It came through, and the classifier asks what it is. */
    PASSED
  }
}
