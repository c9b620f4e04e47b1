package org.mailweir.pipeline;

import java.util.function.BooleanSupplier;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Envelope;
import org.mailweir.mail.Origin;
import org.mailweir.mail.RawMessage;
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
    BooleanSupplier clientGone) {}
