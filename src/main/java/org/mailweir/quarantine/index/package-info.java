/** Finds held mail fast; can be thrown away at any time, since the folder is the truth. */
@NullMarked
package org.mailweir.quarantine.index;

import org.jspecify.annotations.NullMarked;
