/** Metrics in the text format of Prometheus. */
@NullMarked
package org.mailweir.metrics.prometheus;

import org.jspecify.annotations.NullMarked;
