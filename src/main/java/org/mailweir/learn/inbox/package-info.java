/** Training addresses: who may teach by mail, what his mail teaches, what he is told. */
@NullMarked
package org.mailweir.learn.inbox;

import org.jspecify.annotations.NullMarked;
