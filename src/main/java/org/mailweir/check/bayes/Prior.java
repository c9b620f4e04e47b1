package org.mailweir.check.bayes;

import org.mailweir.parse.ParsedMessage;

/** Knowledge of another filter, as evidence that fades as own lessons grow. */
public interface Prior {

  /** The log-odds of spam as the other filter's numbers have them; 0 when they say nothing. */
  double logOdds(ParsedMessage message);
}
