/** Files that are either whole or not there, and spool files. Imports nothing of ours. */
@NullMarked
package org.mailweir.safeio;

import org.jspecify.annotations.NullMarked;
