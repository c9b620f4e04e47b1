package org.mailweir.check.rules.uri;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An address that a message names.
 *
 * @param raw as it was written; in text, with the scheme that was left out
 * @param types elements that named it, in lower case; {@code parsed} when it stood in text, with
 *     {@code schemeless} and {@code unlinked} where that holds
 * @param cleaned the raw and the canonical forms
 * @param anchorTexts the texts of links to it
 * @param hosts its hosts, each with the domain that somebody registered
 */
public record UriDetail(
    String raw,
    Set<String> types,
    List<String> cleaned,
    List<String> anchorTexts,
    Map<String, String> hosts) {}
