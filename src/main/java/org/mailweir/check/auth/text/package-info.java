/** Words that all kinds of sender authentication share: tag lists, names of domains. */
@NullMarked
package org.mailweir.check.auth.text;

import org.jspecify.annotations.NullMarked;
