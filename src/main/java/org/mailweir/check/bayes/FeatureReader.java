package org.mailweir.check.bayes;

import java.util.List;
import org.mailweir.parse.ParsedMessage;

/** Takes the features out of a message. Has no state; all threads may share one. */
public final class FeatureReader {

  /** The features of a message, bounded whatever the message is. */
  public Features read(ParsedMessage message) {
    return Features.ofSorted(new long[0], new int[0]);
  }

  /** The same tokens with the words that they stand for, in the order of the message. */
  public List<NamedToken> name(ParsedMessage message) {
    return List.of();
  }
}
