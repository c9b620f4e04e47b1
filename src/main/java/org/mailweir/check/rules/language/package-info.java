/**
 * SpamAssassin's configuration language, read but not compiled: lines become directives, blocks
 * under conditions are taken or left out, files are included, and what is said of one rule in many
 * places is put together in a {@link org.mailweir.check.rules.language.RuleBook}.
 *
 * <p>A line that is wrong becomes a problem with file, line and remedy and stops nothing else. A
 * line that only steers SpamAssassin itself becomes a note. No line ever makes code run.
 */
@NullMarked
package org.mailweir.check.rules.language;

import org.jspecify.annotations.NullMarked;
