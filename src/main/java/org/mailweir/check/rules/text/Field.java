package org.mailweir.check.rules.text;

/**
 * One field of a header.
 *
 * @param name as written, without blanks before the colon
 * @param raw what follows the colon, folded as it came, line feed included, at most 8,192 octets
 */
public record Field(String name, String raw) {}
