/**
 * The front doors: SMTP and LMTP on one server. SubEtha SMTP gives sockets, sessions and dispatch;
 * every command is ours. Nothing outside this package knows SubEtha.
 */
@NullMarked
package org.mailweir.receive;

import org.jspecify.annotations.NullMarked;
