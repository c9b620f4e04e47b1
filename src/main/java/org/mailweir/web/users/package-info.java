/** Who may use the web pages: password file, log-in, sessions. Knows nothing of HTTP. */
@NullMarked
package org.mailweir.web.users;

import org.jspecify.annotations.NullMarked;
