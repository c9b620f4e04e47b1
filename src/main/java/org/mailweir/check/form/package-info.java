/** What a message's form tells, where a pattern cannot see it. */
@NullMarked
package org.mailweir.check.form;

import org.jspecify.annotations.NullMarked;
