/** Counters and timers. Imports nothing of ours. */
@NullMarked
package org.mailweir.metrics;

import org.jspecify.annotations.NullMarked;
