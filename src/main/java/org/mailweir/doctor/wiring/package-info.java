/** Whether Postfix and Mailweir are wired together as they should be, by their settings alone. */
@NullMarked
package org.mailweir.doctor.wiring;

import org.jspecify.annotations.NullMarked;
