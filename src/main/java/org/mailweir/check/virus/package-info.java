/** Asks a virus scanner: clamd over TCP or a Unix socket. */
@NullMarked
package org.mailweir.check.virus;

import org.jspecify.annotations.NullMarked;
