/**
 * Servers that we ask for an opinion: where they are, connections to them, and what when they fail.
 */
@NullMarked
package org.mailweir.peer;

import org.jspecify.annotations.NullMarked;
