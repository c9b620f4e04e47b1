/** What is inside archives: names and contents, within limits. commons-compress lives only here. */
@NullMarked
package org.mailweir.check.attachments.archive;

import org.jspecify.annotations.NullMarked;
