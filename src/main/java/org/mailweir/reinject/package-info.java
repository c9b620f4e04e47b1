/** Handing mail back to Postfix on 10025. */
@NullMarked
package org.mailweir.reinject;

import org.jspecify.annotations.NullMarked;
