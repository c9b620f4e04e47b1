/** Asks SpamAssassin's spamd, or whatever speaks its protocol, and passes lessons on to it. */
@NullMarked
package org.mailweir.check.spamd;

import org.jspecify.annotations.NullMarked;
