package org.mailweir.check.auth;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.auth.arc.ArcResult;
import org.mailweir.check.auth.dkim.DkimResult;
import org.mailweir.check.auth.dmarc.Authors;
import org.mailweir.check.auth.dmarc.DmarcAnswer;
import org.mailweir.check.auth.spf.SpfAnswer;

/**
 * What all mechanisms have said of one message.
 *
 * @param mailFrom SPF about the envelope sender; null when the client is not known
 * @param helo SPF about the name of the client; null when it is not known
 * @param nullSender whether the envelope sender is null, so that {@code mailFrom} is about HELO
 * @param excused whether trusted sealers saw DMARC pass
 * @param authenticated whether DKIM or SPF passed for the one domain in From
 */
record Evidence(
    @Nullable SpfAnswer mailFrom,
    @Nullable SpfAnswer helo,
    boolean nullSender,
    List<DkimResult> signatures,
    ArcResult chain,
    Authors authors,
    DmarcAnswer dmarc,
    boolean excused,
    boolean authenticated) {

  Evidence {
    signatures = List.copyOf(signatures);
  }
}
