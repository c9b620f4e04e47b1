/** How commands on this machine talk to the running daemon. */
@NullMarked
package org.mailweir.control;

import org.jspecify.annotations.NullMarked;
