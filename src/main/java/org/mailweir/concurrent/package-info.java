/** Deadlines, permits, and running many things under one deadline. Imports nothing of ours. */
@NullMarked
package org.mailweir.concurrent;

import org.jspecify.annotations.NullMarked;
