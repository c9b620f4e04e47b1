/** Questions to the DNS: asked once, at once, within a deadline, and honest about silence. */
@NullMarked
package org.mailweir.dns;

import org.jspecify.annotations.NullMarked;
