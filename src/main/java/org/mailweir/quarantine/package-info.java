/** Held mail: a folder of our own that is the truth, with one record beside each message. */
@NullMarked
package org.mailweir.quarantine;

import org.jspecify.annotations.NullMarked;
