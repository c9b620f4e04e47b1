package org.mailweir.check.bayes;

/** Takes tokens as they are found in a message. */
interface TokenSink {

  /**
   * A word, or a pair of words, or something that is no word.
   *
   * @param hash of prefix and word, at least 44 good bits
   * @param prefix what stands before the word, for people
   * @param text where the word stands
   */
  void token(Place place, long hash, String prefix, char[] text, int from, int to);

  /** Whether no more of that place is taken. */
  boolean isFull(Place place);
}
