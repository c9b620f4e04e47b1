/** The web pages' frame: HTTP within bounds, who asks, what every answer carries, the layout. */
@NullMarked
package org.mailweir.web;

import org.jspecify.annotations.NullMarked;
