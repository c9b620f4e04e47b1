package org.mailweir.mail;

import org.jspecify.annotations.Nullable;

/**
 * The SMTP client that handed the message to Postfix, as XFORWARD reports it (Postfix
 * XFORWARD_README); every attribute is null when unknown. Values are decoded from xtext.
 *
 * @param name the client's verified host name
 * @param addr its IP address; IPv6 carries the prefix {@code IPv6:}
 * @param port its TCP port
 * @param proto SMTP or ESMTP
 * @param helo what it said in HELO or EHLO
 * @param ident the queue id of the message in Postfix, our key for retries and chunks
 * @param source LOCAL or REMOTE
 */
public record ClientInfo(
    @Nullable String name,
    @Nullable String addr,
    @Nullable String port,
    @Nullable String proto,
    @Nullable String helo,
    @Nullable String ident,
    @Nullable String source) {

  public static final ClientInfo UNKNOWN = new ClientInfo(null, null, null, null, null, null, null);
}
