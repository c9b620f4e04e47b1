/** What the classifier was taught, to be looked at and taken back. */
@NullMarked
package org.mailweir.web.lessons;

import org.jspecify.annotations.NullMarked;
