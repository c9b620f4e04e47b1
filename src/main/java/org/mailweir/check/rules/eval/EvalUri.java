package org.mailweir.check.rules.eval;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An address that a message names.
 *
 * @param raw as it was written
 * @param types elements that named it; {@code parsed} for one that stood in text
 * @param cleaned its canonical forms
 * @param anchorTexts the texts of links to it
 * @param hosts its hosts, each with the domain that somebody registered
 */
public record EvalUri(
    String raw,
    Set<String> types,
    List<String> cleaned,
    List<String> anchorTexts,
    Map<String, String> hosts) {}
