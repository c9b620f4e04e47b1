package org.mailweir.check.auth.arc;

import org.mailweir.check.auth.dkim.Canonical;
import org.mailweir.check.auth.dkim.MessageHeader;
import org.mailweir.check.auth.dkim.Signature;

/**
 * The three fields that one sealer added (RFC 8617 4.2).
 *
 * @param results what the sealer had found, ARC-Authentication-Results
 * @param message over the message, ARC-Message-Signature
 * @param seal over all sets up to this one, ARC-Seal
 */
record ArcSet(MessageHeader.Field results, MessageHeader.Field message, Seal seal) {

  /** The part that it adds to what is sealed; the newest seal goes in without its signature. */
  String sealed(boolean newest) {
    MessageHeader.Field field = seal.field();
    MessageHeader.Field last =
        newest
            ? new MessageHeader.Field(field.name(), Signature.withoutSignature(field.text()))
            : field;
    return Canonical.RELAXED.field(results)
        + "\r\n"
        + Canonical.RELAXED.field(message)
        + "\r\n"
        + Canonical.RELAXED.field(last)
        + (newest ? "" : "\r\n");
  }
}
