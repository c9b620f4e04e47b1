/** Which hosts may send for a domain: SPF (RFC 7208). */
@NullMarked
package org.mailweir.check.auth.spf;

import org.jspecify.annotations.NullMarked;
