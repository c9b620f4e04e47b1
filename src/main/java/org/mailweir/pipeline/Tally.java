package org.mailweir.pipeline;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.mailweir.act.RecipientResult;
import org.mailweir.decide.Disposition;
import org.mailweir.history.Fate;
import org.mailweir.metrics.Metrics;

/**
 * Counts what has become of messages and of their copies. A message counts once, by the worst that
 * has become of a copy: {@code messages_by_fate_total}; copies count one each: {@code
 * recipients_by_fate_total}.
 */
final class Tally {

  private final Metrics metrics;

  Tally(Metrics metrics) {
    this.metrics = metrics;
    for (Fate fate : Fate.values()) { // so that all are seen from the start, and a rate has a base
      metrics.add("messages_by_fate_total", "fate", word(fate), 0);
      metrics.add("recipients_by_fate_total", "fate", word(fate), 0);
    }
  }

  void add(Outcome outcome, long nanos) {
    List<Fate> fates = outcome.results().stream().map(Tally::fate).toList();
    fates.forEach(f -> metrics.add("recipients_by_fate_total", "fate", word(f), 1));
    fates.stream()
        .max(Comparator.naturalOrder())
        .ifPresent(f -> metrics.add("messages_by_fate_total", "fate", word(f), 1));
    metrics.timer("message_seconds").record(nanos);
  }

  private static String word(Fate fate) {
    return fate.name().toLowerCase(Locale.ROOT);
  }

  /** What has become of a copy. */
  static Fate fate(RecipientResult result) {
    return switch (result) {
      case RecipientResult.Delivered d ->
          d.disposition() instanceof Disposition.Tag ? Fate.TAG : Fate.PASS;
      case RecipientResult.DoneBefore d -> Fate.PASS;
      case RecipientResult.Held h -> Fate.HOLD;
      case RecipientResult.Taught t -> Fate.TEACH;
      case RecipientResult.Deferred d -> Fate.DEFER;
      case RecipientResult.Refused r -> Fate.REFUSE;
    };
  }
}
