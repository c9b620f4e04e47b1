package org.mailweir.evaluate;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.mailweir.check.bayes.BayesSettings;
import org.mailweir.check.bayes.FeatureReader;
import org.mailweir.check.bayes.Features;
import org.mailweir.check.bayes.Label;
import org.mailweir.check.bayes.Model;
import org.mailweir.check.bayes.Opinion;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.parse.ParsedMessage;

/** The classifier alone. */
public final class BayesEngine implements Engine<BayesEngine.Prepared> {

  /** So many lessons count as a day: what is forgotten first must not depend on the clock. */
  private static final int LESSONS_A_DAY = 100;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final MessageParser parser;
  private final FeatureReader reader = new FeatureReader();
  private final Model model;

  public BayesEngine(ParseLimits limits, BayesSettings settings) {
    this.parser = new MessageParser(limits);
    this.model = new Model(settings);
  }

  /**
   * @param nanos CPU time that the features took
   */
  public record Prepared(Features features, long nanos) {}

  @Override
  public Prepared prepare(InMemoryMessage message) {
    ParsedMessage parsed = parser.parse(message);
    long start = THREADS.getCurrentThreadCpuTime();
    Features features = reader.read(parsed);
    return new Prepared(features, THREADS.getCurrentThreadCpuTime() - start);
  }

  @Override
  public Answer judge(Prepared prepared) {
    long start = THREADS.getCurrentThreadCpuTime();
    Opinion opinion = model.opinion(prepared.features());
    long nanos = prepared.nanos() + THREADS.getCurrentThreadCpuTime() - start;
    return new Answer(
        opinion.logOdds(),
        opinion.probability(),
        opinion.probability() >= 0.5,
        opinion,
        nanos / 1_000);
  }

  @Override
  public void learn(Prepared prepared, Label label) {
    model.learn(
        prepared.features(), label, 1, (model.spamLessons() + model.hamLessons()) / LESSONS_A_DAY);
  }

  /** What it has learnt, for who wants to ask on. */
  public Model model() {
    return model;
  }

  @Override
  public long bytes() {
    return model.bytes();
  }
}
