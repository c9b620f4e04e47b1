/** Learning without a teacher, under guards; off by default. */
@NullMarked
package org.mailweir.learn.auto;

import org.jspecify.annotations.NullMarked;
