/** Finds in what people forward the messages that they mean. Pure functions of bytes. */
@NullMarked
package org.mailweir.learn.forward;

import org.jspecify.annotations.NullMarked;
