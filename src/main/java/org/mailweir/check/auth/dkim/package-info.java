/** Signatures over messages: DKIM (RFC 6376, 8301, 8463) and what ARC borrows from it. */
@NullMarked
package org.mailweir.check.auth.dkim;

import org.jspecify.annotations.NullMarked;
