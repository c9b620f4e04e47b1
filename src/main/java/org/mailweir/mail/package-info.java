/** The words of email: envelope, recipient, client, message. Imports nothing of ours. */
@NullMarked
package org.mailweir.mail;

import org.jspecify.annotations.NullMarked;
