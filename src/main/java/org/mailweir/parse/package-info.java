/** From bytes to an immutable {@link org.mailweir.parse.ParsedMessage}, within limits. */
@NullMarked
package org.mailweir.parse;

import org.jspecify.annotations.NullMarked;
