/** Mail that tells people what is held for them, with links to decide about it. */
@NullMarked
package org.mailweir.digest;

import org.jspecify.annotations.NullMarked;
