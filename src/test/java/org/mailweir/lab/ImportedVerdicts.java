package org.mailweir.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mailweir.check.bayes.BayesSettings;
import org.mailweir.check.bayes.FeatureReader;
import org.mailweir.check.bayes.Model;
import org.mailweir.check.bayes.Opinion;
import org.mailweir.check.bayes.State;
import org.mailweir.learn.foreign.ForeignFiles;
import org.mailweir.learn.foreign.ForeignFormat;
import org.mailweir.learn.foreign.ForeignPrior;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.parse.ParsedMessage;

/**
 * What imported knowledge is worth on the first day: classifies messages of a stream with nothing
 * but what another filter learned of the messages before them.
 */
public final class ImportedVerdicts {

  private final MessageParser parser = new MessageParser(ParseLimits.DEFAULT);
  private final FeatureReader reader = new FeatureReader();
  private final Model model = new Model(BayesSettings.DEFAULT);
  private final List<Double> spam = new ArrayList<>();
  private final List<Double> ham = new ArrayList<>();
  private int spamMissed;
  private int hamLost;
  private int unsure;

  private ImportedVerdicts() {}

  /** Runs {@code --index FILE --format FORMAT --file FILE --skip N --count N}. */
  public static void main(String[] arguments) throws IOException {
    Options options = Options.of(arguments, "--index", "--format", "--file", "--skip", "--count");
    Path index = Path.of(options.first("--index").orElseThrow());
    ForeignFormat format =
        ForeignFormat.valueOf(options.first("--format").orElseThrow().toUpperCase(Locale.ROOT));
    Path file = Path.of(options.first("--file").orElseThrow());
    ForeignPrior prior = ForeignPrior.of(List.of(ForeignFiles.read(file, format)));
    new ImportedVerdicts()
        .run(prior, index, options.number("--skip", 2_000), options.number("--count", 1_000))
        .end();
  }

  private Tally run(ForeignPrior prior, Path index, int skip, int count) throws IOException {
    List<String> lines = Files.readAllLines(index).stream().skip(skip).limit(count).toList();
    long nanos = 0;
    for (String line : lines) {
      String[] fields = line.split("\t");
      byte[] bytes = Files.readAllBytes(index.resolveSibling(fields[1]));
      ParsedMessage message = parser.parse(InMemoryMessage.canonical(bytes));
      long start = System.nanoTime();
      double logOdds = prior.logOdds(message);
      nanos += System.nanoTime() - start;
      take(fields[0].equals("spam"), model.opinion(reader.read(message), logOdds));
    }
    double roca = oneMinusRoca();
    return Tally.of(
        roca < 0.2,
        "spam",
        spam.size(),
        "ham",
        ham.size(),
        "1-ROCA%",
        String.format(Locale.ROOT, "%.3f", 100 * roca),
        "ham_called_spam",
        hamLost,
        "spam_called_ham",
        spamMissed,
        "unsure",
        unsure,
        "us_per_message",
        nanos / 1000 / Math.max(1, lines.size()));
  }

  private void take(boolean isSpam, Opinion opinion) {
    (isSpam ? spam : ham).add(opinion.logOdds());
    unsure += opinion.state() == State.UNSURE ? 1 : 0;
    spamMissed += isSpam && opinion.state() == State.HAM ? 1 : 0;
    hamLost += !isSpam && opinion.state() == State.SPAM ? 1 : 0;
  }

  /** How often a ham is called likelier spam than a spam. */
  private double oneMinusRoca() {
    double wrong = 0;
    for (double s : spam) {
      for (double h : ham) {
        wrong += h > s ? 1 : h == s ? 0.5 : 0;
      }
    }
    return wrong / Math.max(1, (double) spam.size() * ham.size());
  }
}
