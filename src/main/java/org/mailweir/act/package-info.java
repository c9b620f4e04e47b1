/** Carries a plan out: hold, then prepare everything, then commit everything. */
@NullMarked
package org.mailweir.act;

import org.jspecify.annotations.NullMarked;
