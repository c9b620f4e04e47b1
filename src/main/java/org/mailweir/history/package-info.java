/** What came through lately, for lists and figures; mail never waits for it. */
@NullMarked
package org.mailweir.history;

import org.jspecify.annotations.NullMarked;
