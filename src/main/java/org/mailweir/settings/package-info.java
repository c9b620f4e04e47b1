/** What a settings record may say about itself. Imports nothing of ours. */
@NullMarked
package org.mailweir.settings;

import org.jspecify.annotations.NullMarked;
