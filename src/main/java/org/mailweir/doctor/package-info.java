/** What the doctor says: findings about an installation, each with the line that mends it. */
@NullMarked
package org.mailweir.doctor;

import org.jspecify.annotations.NullMarked;
