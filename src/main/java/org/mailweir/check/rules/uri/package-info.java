/**
 * The addresses that a message names, as {@code uri} and {@code uri_detail} rules see them: found
 * in the text as mail programs find them, taken from HTML, and each brought into its canonical
 * forms, so that a disguised address shows.
 *
 * <p>Everything follows what SpamAssassin 4.0.1 does, oddities included. {@link
 * org.mailweir.check.rules.uri.UriFinder} is the door.
 */
@NullMarked
package org.mailweir.check.rules.uri;

import org.jspecify.annotations.NullMarked;
