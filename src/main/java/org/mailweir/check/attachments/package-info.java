/** What comes attached: by name, by type, by content, and inside archives. */
@NullMarked
package org.mailweir.check.attachments;

import org.jspecify.annotations.NullMarked;
