/** Teaching the classifier, and the model that comes of it. */
@NullMarked
package org.mailweir.learn;

import org.jspecify.annotations.NullMarked;
