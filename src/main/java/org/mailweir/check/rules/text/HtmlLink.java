package org.mailweir.check.rules.text;

import java.util.List;
import java.util.Set;

/**
 * A link of an HTML part; there is one for each different address.
 *
 * <p>An address that is relative is resolved against {@code base} for the elements that name it,
 * while the text of an anchor is kept under the address as it was written; so a relative anchor
 * appears twice.
 *
 * @param uri octets; empty for anchors without {@code href}
 * @param types elements that named it, in lower case; empty when it is here only for its text
 * @param anchorTexts what stood between {@code <a>} and {@code </a>}, anchor by anchor
 */
public record HtmlLink(String uri, Set<String> types, List<String> anchorTexts) {}
