/**
 * What the classifier was taught, without an engine: the training log, its events and snapshots.
 * Imports nothing of ours.
 */
@NullMarked
package org.mailweir.store;

import org.jspecify.annotations.NullMarked;
