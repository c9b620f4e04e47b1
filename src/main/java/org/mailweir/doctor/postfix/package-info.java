/** Postfix' configuration as postconf(1) tells it. */
@NullMarked
package org.mailweir.doctor.postfix;

import org.jspecify.annotations.NullMarked;
