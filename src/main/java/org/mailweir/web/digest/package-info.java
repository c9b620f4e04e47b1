/** The pages behind the links of a digest: whoever has the link decides about that one copy. */
@NullMarked
package org.mailweir.web.digest;

import org.jspecify.annotations.NullMarked;
