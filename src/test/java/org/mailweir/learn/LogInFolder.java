package org.mailweir.learn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.mailweir.check.bayes.BayesSettings;
import org.mailweir.settings.DataSize;
import org.mailweir.store.TrainingLog;
import org.mailweir.store.embedded.EmbeddedLog;

/** The real training log of a test. */
public record LogInFolder(LearnSettings settings) implements LogOpener {

  /** A trainer over the log below that state folder. */
  public static Trainer trainer(Path stateDir) {
    LearnSettings settings = LearnSettings.DEFAULT.in(stateDir);
    return Trainer.open(
        new LogInFolder(settings), settings, BayesSettings.DEFAULT.within(DataSize.ofMiB(8)));
  }

  @Override
  public TrainingLog open() throws IOException {
    return EmbeddedLog.open(settings.dir(), settings.lockTimeout());
  }

  @Override
  public Optional<EmbeddedLog> openToRead() throws IOException {
    return EmbeddedLog.openToRead(settings.dir(), settings.lockTimeout());
  }
}
