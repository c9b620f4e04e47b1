/** Passes lessons on to spamd. */
@NullMarked
package org.mailweir.learn.spamd;

import org.jspecify.annotations.NullMarked;
