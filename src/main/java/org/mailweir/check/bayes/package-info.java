/** The classifier: what it looks at, what it has learnt, and the check that asks it. */
@NullMarked
package org.mailweir.check.bayes;

import org.jspecify.annotations.NullMarked;
