/** Senders that recipients allow for themselves, in a file beside the configuration. */
@NullMarked
package org.mailweir.allowed;

import org.jspecify.annotations.NullMarked;
