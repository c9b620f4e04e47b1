package org.mailweir.act;

/**
 * Who we are in the fields that we write.
 *
 * @param version of Mailweir, for X-Spam-Status
 * @param authservId for Authentication-Results (RFC 8601 2.5); empty when we write none
 */
public record Signature(String version, String authservId) {}
