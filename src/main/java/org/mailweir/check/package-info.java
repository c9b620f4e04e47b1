/** Checks, and the runner that asks them all under one deadline. */
@NullMarked
package org.mailweir.check;

import org.jspecify.annotations.NullMarked;
