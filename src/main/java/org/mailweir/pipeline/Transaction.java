package org.mailweir.pipeline;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Envelope;
import org.mailweir.mail.Origin;
import org.mailweir.mail.RawMessage;
import org.mailweir.mail.Recipient;
import org.mailweir.mail.TransactionId;

/**
 * One message with its envelope, as a front door hands it to the pipeline.
 *
 * @param oneReply whether the client takes one reply for all recipients (SMTP) or one each (LMTP)
 * @param clientGone whether the client has hung up
 */
public record Transaction(
    TransactionId id,
    Origin origin,
    boolean oneReply,
    Envelope envelope,
    ClientInfo client,
    RawMessage message,
    BooleanSupplier clientGone) {

  /** The same for those recipients who are not served yet. */
  Transaction without(List<Recipient> served) {
    if (served.isEmpty()) {
      return this;
    }
    List<Recipient> others =
        envelope.recipients().stream().filter(r -> !served.contains(r)).toList();
    return new Transaction(id, origin, oneReply, envelope.to(others), client, message, clientGone);
  }
}
