/** Names of domains: where the part begins that somebody registered. */
@NullMarked
package org.mailweir.domain;

import org.jspecify.annotations.NullMarked;
