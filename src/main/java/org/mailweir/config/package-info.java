/** Text to settings and back. Every setting belongs to the package that it tunes. */
@NullMarked
package org.mailweir.config;

import org.jspecify.annotations.NullMarked;
