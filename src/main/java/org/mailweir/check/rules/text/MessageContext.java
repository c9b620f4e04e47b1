package org.mailweir.check.rules.text;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mailweir.relay.RelayView;

/**
 * What the message alone does not say.
 *
 * @param envelopeFrom the sender of the envelope, empty for the null sender; null: look for it in
 *     the header
 * @param relays reads the {@code Received} fields when a rule first asks for what depends on them;
 *     it must not itself ask for pseudo fields made of relays
 * @param domains names of domains, for {@code :host} and {@code :domain}
 */
public record MessageContext(
    @Nullable String envelopeFrom, Function<MessageText, RelayView> relays, DomainNames domains) {}
