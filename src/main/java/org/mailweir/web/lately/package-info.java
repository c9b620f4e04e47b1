/** What came through lately, to be looked at and taught. */
@NullMarked
package org.mailweir.web.lately;

import org.jspecify.annotations.NullMarked;
