package org.mailweir.check.auth.spf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that is well-formed from end to end (RFC 7208 4.6).
 *
 * @param redirect where to go on when nothing matches
 * @param explanation where the explanation of a fail is
 */
record SpfRecord(
    List<Directive> directives, @Nullable MacroText redirect, @Nullable MacroText explanation) {

  SpfRecord {
    directives = List.copyOf(directives);
  }

  /** The result when the mechanism matches. */
  record Directive(SpfResult result, Mechanism mechanism) {}
}
