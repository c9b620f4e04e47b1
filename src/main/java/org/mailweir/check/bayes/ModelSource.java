package org.mailweir.check.bayes;

import org.jspecify.annotations.Nullable;

/** Where the check gets its numbers from. */
public interface ModelSource {

  /** The model as it is now; null when there is none that can be trusted. */
  @Nullable Model current();

  /** What was brought along from another filter; null when nothing was. */
  default @Nullable Prior prior() {
    return null;
  }
}
