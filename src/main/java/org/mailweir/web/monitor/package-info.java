/** What monitoring asks by HTTP. */
@NullMarked
package org.mailweir.web.monitor;

import org.jspecify.annotations.NullMarked;
