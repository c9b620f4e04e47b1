/** SQLite files: one connection, statements, transactions, and its native library. */
@NullMarked
package org.mailweir.sqlite;

import org.jspecify.annotations.NullMarked;
