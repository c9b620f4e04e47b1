package org.mailweir.check.bayes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;

/**
 * What the classifier has learnt, in numbers: {@link Counts} of tokens, two {@link Linear} learners
 * over byte 4-grams and over tokens, and the {@link Stack} that joins them. One thread teaches, any
 * number of threads ask without locks. The same lessons in the same order give bit-identical
 * opinions on every machine.
 */
public final class Model {

  /** Lessons of each class below which nothing is called ham or spam with certainty. */
  public static final int ENOUGH = 50;

  /** What log-odds count without any lesson of one class; fully from {@link #ENOUGH} on. */
  private static final double BEGINNER = 0.6;

  /** How near to certainty an opinion comes before there are enough lessons. */
  private static final double MARGIN = 0.01;

  /** How much a drill counts against a true lesson: enough, and it costs no accuracy. */
  private static final double DRILL = 0.05;

  /** Another filter's numbers count half when there are so many own lessons of the rarer class. */
  private static final double PRIOR_LIFE = 200;

  private static final double PRIOR_MOST = 6;

  private final BayesSettings settings;
  private final Counts counts;
  private final Linear ofGrams = new Linear();
  private final Linear ofTokens = new Linear();
  private final Stack stack = new Stack();
  private final PersonalModels persons;
  private final Drill drill = new Drill();
  private volatile long spam;
  private volatile long ham;

  /** A model that knows nothing. */
  public Model(BayesSettings settings) {
    this.settings = settings;
    this.persons = new PersonalModels(settings.personal().bytes());
    this.counts = new Counts(slots(settings.memory().bytes()));
  }

  /** As many slots as there is room for, while a table and its successor are there together. */
  private static int slots(long bytes) {
    long room = (bytes - 2L * Linear.BYTES) / (2 * TokenTable.SLOT_BYTES);
    return (int) Long.highestOneBit(Math.clamp(room, 1, 1 << 26));
  }

  /** What it thinks of a message. */
  public Opinion opinion(Features features) {
    return opinion(features, 0);
  }

  /**
   * What it thinks of a message together with another filter's numbers, which count less the more
   * lessons there are.
   *
   * @param prior see {@link Prior#logOdds}; 0 when there is none
   */
  public Opinion opinion(Features features, double prior) {
    long lessons = Math.min(spam, ham);
    double logOdds = certainty(lessons) * stack.logOdds(Inputs.of(sums(features)));
    if (prior != 0) {
      double share = PRIOR_LIFE / (PRIOR_LIFE + lessons);
      logOdds = (1 - share) * logOdds + share * Math.clamp(prior, -PRIOR_MOST, PRIOR_MOST);
    }
    double probability = probability(logOdds, prior == 0 ? lessons : ENOUGH);
    return new Opinion(probability, logOdds, state(probability), lessons);
  }

  /** Whether anybody's lessons count for himself. */
  public boolean knowsPersons() {
    return persons.count() > 0;
  }

  /**
   * What it thinks of a message for one person: the site's opinion, corrected by what he has taught
   * himself; the same object for one who has taught nothing that the site did not know.
   *
   * @param person his address in canonical form
   */
  public Opinion opinionFor(String person, Features features, Opinion site) {
    if (!persons.know(person)) {
      return site;
    }
    double logOdds = site.logOdds() + persons.shift(person, features.sharedTokens());
    double probability = probability(logOdds, site.lessons());
    return new Opinion(probability, logOdds, state(probability), site.lessons());
  }

  /** Who has seen little of one side does not know yet how the other one differs from it. */
  private static double certainty(long lessons) {
    return BEGINNER + (1 - BEGINNER) * Math.min(lessons, ENOUGH) / ENOUGH;
  }

  /** Few lessons make nothing certain. */
  private double probability(double logOdds, long lessons) {
    double probability = Stack.probability(logOdds);
    double least = settings.ham() + MARGIN;
    double most = settings.spam() - MARGIN;
    return lessons >= ENOUGH
        ? probability
        : Math.clamp(probability, Math.min(least, most), Math.max(least, most));
  }

  private State state(double probability) {
    if (probability >= settings.spam()) {
      return State.SPAM;
    }
    return probability <= settings.ham() ? State.HAM : State.UNSURE;
  }

  private Sums sums(Features features) {
    Sums sums = new Sums();
    counts.ask(features.sharedTokens(), sums);
    ofTokens.ask(features.sharedTokens(), sums.tokenWeights, sums.tokens);
    ofGrams.ask(features.sharedGrams(), sums.gramWeights, sums.grams);
    return sums;
  }

  /**
   * Learns a lesson. Called by one thread at a time.
   *
   * @param weight from 0, nothing, to 1, an ordinary lesson
   * @param epochDay the day of the lesson, for what is to be forgotten; the clock is not asked
   */
  public void learn(Features features, Label label, double weight, long epochDay) {
    learn(features, label, weight, epochDay, "");
  }

  /**
   * Learns a lesson that also counts for its teacher alone.
   *
   * @param person the teacher's address in canonical form; empty when it is nobody's own
   */
  public void learn(Features features, Label label, double weight, long epochDay, String person) {
    Sums sums = sums(features);
    double[] inputs = Inputs.of(sums);
    persons.learn(person, features.sharedTokens(), label, stack.logOdds(inputs), weight);
    stack.learn(inputs, label, weight);
    if (label == Label.HAM) {
      drill.sawHam(sums);
    } else {
      stack.learn(Inputs.of(drill.padded(sums)), label, DRILL * weight);
    }
    long[] tokens = features.sharedTokens();
    counts.learn(tokens, label, inputs[Inputs.MEAN], weight, (int) epochDay & 0xffff);
    ofGrams.learn(features.sharedGrams(), label, inputs[Inputs.GRAMS], weight);
    ofTokens.learn(Linear.cells(tokens, 0, Place.FIRST_WINDOW), label, inputs[Inputs.HEAD], weight);
    ofTokens.learn(
        Linear.cells(tokens, Place.FIRST_WINDOW, Place.COUNT), label, inputs[Inputs.BODY], weight);
    if (label == Label.SPAM) {
      spam = spam + 1;
    } else {
      ham = ham + 1;
    }
  }

  /** What the words of a message say, the strongest first; those that say nothing are left out. */
  public List<Clue> clues(List<NamedToken> tokens) {
    return tokens.stream()
        .map(counts::clue)
        .filter(clue -> clue.logOdds() != 0)
        .sorted(Comparator.comparingDouble((Clue clue) -> -Math.abs(clue.logOdds())))
        .toList();
  }

  /** Writes a snapshot that {@link #read} takes, with a checksum. */
  public void write(OutputStream out) throws IOException {
    Snapshot.write(out, this::writeBody);
  }

  private void writeBody(DataOutputStream out) throws IOException {
    out.writeLong(spam);
    out.writeLong(ham);
    stack.write(out);
    drill.write(out);
    counts.write(out);
    ofGrams.write(out);
    ofTokens.write(out);
    persons.write(out);
  }

  /**
   * Reads a snapshot.
   *
   * @throws IOException when it is damaged, cut or of another version
   */
  public static Model read(InputStream in, BayesSettings settings) throws IOException {
    Model model = new Model(settings);
    Snapshot.read(in, model::readBody);
    return model;
  }

  private void readBody(DataInputStream in) throws IOException {
    spam = in.readLong();
    ham = in.readLong();
    stack.read(in);
    drill.read(in);
    counts.read(in);
    ofGrams.read(in);
    ofTokens.read(in);
    persons.read(in);
  }

  /** What it keeps in memory. */
  public long bytes() {
    return 2L * Linear.BYTES + counts.bytes() + persons.bytes();
  }

  /** Whether it has learnt so much of both kinds that it may be certain. */
  public boolean hasLearntEnough() {
    return Math.min(spam, ham) >= ENOUGH;
  }

  /** How many spams it has learnt. */
  public long spamLessons() {
    return spam;
  }

  /** How many hams it has learnt. */
  public long hamLessons() {
    return ham;
  }
}
