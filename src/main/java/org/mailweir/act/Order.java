package org.mailweir.act;

import java.util.function.BooleanSupplier;
import org.mailweir.decide.DeliveryPlan;
import org.mailweir.decide.Verdict;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Envelope;
import org.mailweir.mail.RawMessage;
import org.mailweir.mail.TransactionId;

/**
 * Everything that is needed to carry a plan out.
 *
 * @param subject the decoded Subject, for the quarantine's list
 * @param from the decoded From field, for the quarantine's list
 * @param oneReply whether the client gets one reply for all recipients (SMTP) rather than one each
 *     (LMTP)
 * @param othersWait whether recipients of the same transaction that are served elsewhere have been
 *     put off, so that one reply for all will be 4xx
 * @param attempt how often this message has come, this time included
 * @param clientGone whether the client of 10024 has hung up: then nobody would hear our 250
 */
public record Order(
    TransactionId id,
    Envelope envelope,
    DeliveryPlan plan,
    Verdict verdict,
    RawMessage message,
    ClientInfo client,
    String subject,
    String from,
    boolean oneReply,
    boolean othersWait,
    int attempt,
    BooleanSupplier clientGone) {}
