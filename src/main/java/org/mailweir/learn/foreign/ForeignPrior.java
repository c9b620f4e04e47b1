package org.mailweir.learn.foreign;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.bayes.Prior;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.store.ForeignCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What imported counts say about a message: for each token that speaks clearly, the log-odds of its
 * smoothed probability; of these the mean, pulled towards 0 when there are few, and stretched to
 * what such means have turned out to be worth. Immutable.
 */
public final class ForeignPrior implements Prior {

  private static final Logger LOG = LoggerFactory.getLogger(ForeignPrior.class);

  /** Robinson's s: an unknown token is worth that many messages of one half. */
  private static final double SMOOTHING = 0.5;

  /** Tokens nearer than that to one half say nothing. */
  private static final double LEAST = 0.2;

  /** Only so many of the clearest tokens count, so that padding helps little. */
  private static final int CLEAREST = 150;

  /** So many tokens of log-odds 0 stand beside those of the message. */
  private static final double DOUBT = 5;

  private static final double STRETCH = 3;
  private static final double MOST = 8;

  private final List<Source> sources;

  private record Source(ForeignFormat format, ForeignTable table, double spam, double ham) {}

  private ForeignPrior(List<Source> sources) {
    this.sources = List.copyOf(sources);
  }

  /** Of all imports that are readable; null when there are none. */
  public static @Nullable ForeignPrior of(List<ForeignCounts> imports) {
    List<Source> sources = new ArrayList<>();
    for (ForeignCounts counts : imports) {
      for (ForeignFormat format : ForeignFormat.values()) {
        if (format.word().equals(counts.format())) {
          add(counts, format, sources);
        }
      }
    }
    return sources.isEmpty() ? null : new ForeignPrior(sources);
  }

  private static void add(ForeignCounts counts, ForeignFormat format, List<Source> sources) {
    try {
      sources.add(
          new Source(
              format,
              ForeignTable.decode(counts.table()),
              counts.spamMessages(),
              counts.hamMessages()));
    } catch (IOException e) {
      LOG.error("the import from {} is damaged; import it again: {}", format.word(), e.toString());
    }
  }

  @Override
  public double logOdds(ParsedMessage message) {
    double sum = 0;
    for (Source source : sources) {
      sum += logOdds(source, message);
    }
    return sum / sources.size();
  }

  private static double logOdds(Source source, ParsedMessage message) {
    TokenKeys tokens = new TokenKeys();
    switch (source.format()) {
      case SPAMASSASSIN -> SpamAssassinTokens.collect(message, tokens);
      case BOGOFILTER -> BogofilterTokens.collect(message, tokens);
    }
    double[] odds =
        Arrays.stream(tokens.keys())
            .mapToInt(source.table()::find)
            .filter(i -> i >= 0)
            .mapToDouble(i -> probability(source, i))
            .filter(p -> Math.abs(p - 0.5) >= LEAST)
            .map(p -> StrictMath.log(p / (1 - p)))
            .boxed()
            .sorted((a, b) -> Double.compare(Math.abs(b), Math.abs(a)))
            .limit(CLEAREST)
            .mapToDouble(Double::doubleValue)
            .toArray();
    double mean = Arrays.stream(odds).sum() / (odds.length + DOUBT);
    return Math.clamp(STRETCH * mean, -MOST, MOST);
  }

  private static double probability(Source source, int index) {
    double spam = source.table().spamAt(index) / Math.max(1, source.spam());
    double ham = source.table().hamAt(index) / Math.max(1, source.ham());
    double seen = (double) source.table().spamAt(index) + source.table().hamAt(index);
    double share = spam + ham == 0 ? 0.5 : spam / (spam + ham);
    return (SMOOTHING * 0.5 + seen * share) / (SMOOTHING + seen);
  }
}
