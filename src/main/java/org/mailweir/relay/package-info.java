/**
 * The way of a message as its {@code Received} fields tell it: one relay for each hand-over, which
 * of them are trusted, and the strings that rules match ({@code X-Spam-Relays-…}).
 *
 * <p>Mail servers write these fields in dozens of forms, {@link org.mailweir.relay.RelayPath}
 * understands those that SpamAssassin 4.0.1 understands and finds the same in them, for rules were
 * written and scored so.
 */
@NullMarked
package org.mailweir.relay;

import org.jspecify.annotations.NullMarked;
