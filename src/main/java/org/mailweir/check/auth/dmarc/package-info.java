/** What the domain in From wants done with mail that is not from it: DMARC (RFC 7489). */
@NullMarked
package org.mailweir.check.auth.dmarc;

import org.jspecify.annotations.NullMarked;
