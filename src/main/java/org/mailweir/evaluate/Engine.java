package org.mailweir.evaluate;

import org.mailweir.check.bayes.Label;
import org.mailweir.check.bayes.Opinion;
import org.mailweir.mail.InMemoryMessage;

/**
 * What is evaluated.
 *
 * @param <P> a message prepared
 */
public interface Engine<P> {

  /** What does not depend on what was learnt; many messages are prepared at the same time. */
  P prepare(InMemoryMessage message) throws Exception;

  /** The answer. One message after the other. */
  Answer judge(P prepared) throws Exception;

  /** Learns. One message after the other. */
  void learn(P prepared, Label label);

  /** What it keeps in memory to know what it knows. */
  long bytes();

  /**
   * @param opinion of the classifier, on which it depends what is taught
   * @param micros CPU time of this message without parsing
   */
  record Answer(
      double score, double probability, boolean calledSpam, Opinion opinion, long micros) {}
}
