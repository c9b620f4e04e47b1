/** Who handed a message on, and what they saw: the validation of ARC chains (RFC 8617). */
@NullMarked
package org.mailweir.check.auth.arc;

import org.jspecify.annotations.NullMarked;
