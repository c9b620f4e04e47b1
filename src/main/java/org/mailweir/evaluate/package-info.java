/**
 * How well a classifier does on a stream of labelled mail, by the protocol of TREC's spam track.
 */
@NullMarked
package org.mailweir.evaluate;

import org.jspecify.annotations.NullMarked;
