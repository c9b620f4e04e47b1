/**
 * A message as the rules of SpamAssassin see it, made from its octets: header fields, the tree of
 * MIME parts, their decoded and rendered texts, and what was noticed while HTML was rendered.
 *
 * <p>Everything follows what SpamAssassin 4.0.1 does with {@code normalize_charset 1}, oddities
 * included, for rules were written and scored with these texts; what a mail program would make of
 * the same message is another question (package {@code parse}). Nothing here imports anything of
 * ours.
 *
 * <p>Every text is a String in which each char is one octet.
 */
@NullMarked
package org.mailweir.check.rules.text;

import org.jspecify.annotations.NullMarked;
