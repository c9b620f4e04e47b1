/** Figures of what came through, drawn on the server. */
@NullMarked
package org.mailweir.web.figures;

import org.jspecify.annotations.NullMarked;
