/** Whether a message is from whom it says: SPF, DKIM, ARC and DMARC, all asked at once. */
@NullMarked
package org.mailweir.check.auth;

import org.jspecify.annotations.NullMarked;
