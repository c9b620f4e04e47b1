/** Endpoints and line-wise connections. */
@NullMarked
package org.mailweir.net;

import org.jspecify.annotations.NullMarked;
