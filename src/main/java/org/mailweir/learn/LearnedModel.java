package org.mailweir.learn;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.bayes.BayesSettings;
import org.mailweir.check.bayes.Model;
import org.mailweir.check.bayes.ModelSource;
import org.mailweir.check.bayes.Prior;
import org.mailweir.learn.foreign.ForeignPrior;
import org.mailweir.store.TrainingLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The model as the log has it at one moment, read without changing anything. */
public record LearnedModel(@Nullable Model current, @Nullable Prior prior) implements ModelSource {

  private static final Logger LOG = LoggerFactory.getLogger(LearnedModel.class);

  /** Never fails: a log that cannot be read gives no model, and is named in the log. */
  public static LearnedModel read(LogOpener opener, BayesSettings settings) {
    try {
      Optional<? extends TrainingLog> there = opener.openToRead();
      if (there.isEmpty()) {
        return new LearnedModel(new Model(settings), null);
      }
      try (TrainingLog log = there.get()) {
        Fold fold = Fold.start(log, settings);
        fold.follow(log);
        return new LearnedModel(fold.model(), ForeignPrior.of(log.imports()));
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "the training log cannot be read, so the classifier is unavailable: {}", e.toString());
      return new LearnedModel(null, null);
    }
  }
}
