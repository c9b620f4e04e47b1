/** Why a message gets what it gets, in words that the command line and the web page share. */
@NullMarked
package org.mailweir.explain;

import org.jspecify.annotations.NullMarked;
