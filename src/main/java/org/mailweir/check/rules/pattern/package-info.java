/** Perl's patterns on Java: translated, searched for all at once, and bounded. */
@NullMarked
package org.mailweir.check.rules.pattern;

import org.jspecify.annotations.NullMarked;
