package org.mailweir.parse;

/**
 * What one Received field tells (RFC 5321 4.4); a part that could not be read is the empty string.
 *
 * @param from what the client called itself (HELO)
 * @param reverse the client's name by reverse lookup
 * @param address the client's IP address without brackets or {@code IPv6:}
 * @param by the host that wrote the field
 * @param with the protocol
 * @param id the queue id
 */
public record ReceivedHop(
    String from, String reverse, String address, String by, String with, String id) {}
