/** What other filters learned, brought along: their files, their tokens, and what they think. */
@NullMarked
package org.mailweir.learn.foreign;

import org.jspecify.annotations.NullMarked;
