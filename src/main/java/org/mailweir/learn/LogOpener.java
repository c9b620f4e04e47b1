package org.mailweir.learn;

import java.io.IOException;
import java.util.Optional;
import org.mailweir.store.TrainingLog;

/** Where the training log is. */
public interface LogOpener {

  /** Opens it, and makes a new one where there is none. */
  TrainingLog open() throws IOException;

  /** Opens it a second time, to read; empty where there is none. */
  Optional<? extends TrainingLog> openToRead() throws IOException;
}
