/** From findings to a verdict, and from a verdict to what each recipient gets. */
@NullMarked
package org.mailweir.decide;

import org.jspecify.annotations.NullMarked;
