package org.mailweir.cli;

import java.util.concurrent.TimeUnit;
import org.mailweir.check.bayes.Label;
import org.mailweir.config.ConfigException;
import org.mailweir.evaluate.BayesEngine;
import org.mailweir.evaluate.Engine;
import org.mailweir.mail.InMemoryMessage;

/**
 * The rules, with or without what the classifier has learnt so far. Its time is that of the whole
 * analysis by the clock, since rules run on a thread of their own.
 */
final class RulesEngine implements Engine<RulesEngine.Prepared>, AutoCloseable {

  /** Opens what analyses, with the scores that hold for what is learnt by now. */
  interface Opening {
    Analyst open() throws ConfigException;
  }

  private final Opening opening;
  private final BayesEngine bayes;
  private final boolean learns;
  private final double threshold;
  private Analyst analyst;
  private boolean enough;

  RulesEngine(Opening opening, BayesEngine bayes, boolean learns, double threshold)
      throws ConfigException {
    this.opening = opening;
    this.analyst = opening.open();
    this.bayes = bayes;
    this.learns = learns;
    this.threshold = threshold;
  }

  record Prepared(InMemoryMessage message, BayesEngine.Prepared features) {}

  @Override
  public Prepared prepare(InMemoryMessage message) {
    return new Prepared(message, bayes.prepare(message));
  }

  @Override
  public Answer judge(Prepared prepared) throws Exception {
    followScores();
    Answer opinion = bayes.judge(prepared.features());
    long start = System.nanoTime();
    double score = analyst.examine(prepared.message()).verdict().score();
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
    return new Answer(score, Double.NaN, score >= threshold, opinion.opinion(), micros);
  }

  /** As in the daemon, other scores hold once the classifier has learnt enough. */
  private void followScores() throws ConfigException {
    if (learns && !enough && bayes.model().hasLearntEnough()) {
      enough = true;
      analyst.close();
      analyst = opening.open();
    }
  }

  @Override
  public void close() {
    analyst.close();
  }

  @Override
  public void learn(Prepared prepared, Label label) {
    if (learns) {
      bayes.learn(prepared.features(), label);
    }
  }

  @Override
  public long bytes() {
    return bayes.bytes();
  }
}
