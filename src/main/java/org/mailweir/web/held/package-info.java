/** Held mail in a browser: the list, the reading view, what can be done with it. */
@NullMarked
package org.mailweir.web.held;

import org.jspecify.annotations.NullMarked;
