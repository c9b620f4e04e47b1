/** What Mailweir has scored lately: features and a few words, never the text. */
@NullMarked
package org.mailweir.learn.recent;

import org.jspecify.annotations.NullMarked;
