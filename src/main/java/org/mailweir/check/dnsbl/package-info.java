/** What lists in the DNS know about a client, a sender, and the links of a message. */
@NullMarked
package org.mailweir.check.dnsbl;

import org.jspecify.annotations.NullMarked;
