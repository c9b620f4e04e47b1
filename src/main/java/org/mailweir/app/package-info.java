/** Puts the parts together and runs them. */
@NullMarked
package org.mailweir.app;

import org.jspecify.annotations.NullMarked;
