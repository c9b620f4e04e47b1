/** The training log in SQLite, and snapshots in files beside it. SQLite lives only here. */
@NullMarked
package org.mailweir.store.embedded;

import org.jspecify.annotations.NullMarked;
