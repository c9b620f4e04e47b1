/** The whole life of one message. */
@NullMarked
package org.mailweir.pipeline;

import org.jspecify.annotations.NullMarked;
