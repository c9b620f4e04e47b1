package org.mailweir.decide;

import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;

/**
 * Where a message comes from, as far as a policy asks.
 *
 * @param sender of the envelope
 * @param from the address in the From field in canonical form, or empty
 * @param origin by which door it came
 * @param client whom Postfix had it from
 */
public record Sent(MailAddress sender, String from, Origin origin, ClientInfo client) {}
