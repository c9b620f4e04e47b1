/** What people do with held mail: list, look, release, delete. */
@NullMarked
package org.mailweir.review;

import org.jspecify.annotations.NullMarked;
