/** The command line, one class for each command. */
@NullMarked
package org.mailweir.cli;

import org.jspecify.annotations.NullMarked;
