package org.mailweir.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts where two engines agree about messages, rule by rule. */
final class Agreement {

  private static final double SPAM = 5.0;
  private static final double CLOSE = 0.1;

  /** How one rule fared. */
  private static final class Row {
    int both;
    int onlyTheirs;
    int onlyOurs;
    String example = "";

    int wrong() {
      return onlyTheirs + onlyOurs;
    }
  }

  private final int examples;
  private final Map<String, Row> rows = new TreeMap<>();
  private final List<String> different = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private int messages;
  private int sameTests;
  private int closeScore;
  private int sameVerdict;

  /**
   * @param examples how many messages and rules to name
   */
  Agreement(int examples) {
    this.examples = examples;
  }

  void add(Path message, SpamAssassinProcess.Answer theirs, RuleJudge.Answer ours) {
    if (!theirs.failed().isEmpty()) {
      failures.add(message + ": " + theirs.failed());
      return;
    }
    messages++;
    compare(message, theirs.scored(), ours.scored());
    compare(message, theirs.sub(), ours.sub());
    boolean same = theirs.scored().equals(ours.scored());
    boolean close = Math.abs(theirs.score() - ours.score()) <= CLOSE;
    boolean verdict = theirs.score() >= SPAM == ours.score() >= SPAM;
    sameTests += same ? 1 : 0;
    closeScore += close ? 1 : 0;
    sameVerdict += verdict ? 1 : 0;
    if (!same || !close) {
      different.add(
          "%s%s: %.1f, Mailweir %.1f; only SpamAssassin: %s; only Mailweir: %s"
              .formatted(
                  verdict ? "" : "VERDICT ",
                  message,
                  theirs.score(),
                  ours.score(),
                  minus(theirs.scored(), ours.scored()),
                  minus(ours.scored(), theirs.scored())));
    }
  }

  private static Set<String> minus(Set<String> from, Collection<String> what) {
    Set<String> rest = new TreeSet<>(from);
    rest.removeAll(what);
    return rest;
  }

  private void compare(Path message, Set<String> theirs, Set<String> ours) {
    Set<String> all = new TreeSet<>(theirs);
    all.addAll(ours);
    for (String rule : all) {
      Row row = rows.computeIfAbsent(rule, r -> new Row());
      if (theirs.contains(rule) && ours.contains(rule)) {
        row.both++;
        continue;
      }
      row.onlyTheirs += theirs.contains(rule) ? 1 : 0;
      row.onlyOurs += ours.contains(rule) ? 1 : 0;
      row.example = message.toString();
    }
  }

  int messages() {
    return messages;
  }

  /** Share of messages with the same scored rules. */
  double percent() {
    return share(sameTests, messages);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    failures.forEach(f -> out.append("SpamAssassin failed: ").append(f).append('\n'));
    different.stream().limit(examples).forEach(d -> out.append(d).append('\n'));
    out.append('\n').append(table()).append('\n').append(figures());
    return out.toString();
  }

  private TextTable table() {
    TextTable table =
        new TextTable("rule", "both", "only SpamAssassin", "only Mailweir", "example");
    rows.entrySet().stream()
        .filter(entry -> entry.getValue().wrong() > 0)
        .sorted(Comparator.comparingInt(entry -> -entry.getValue().wrong()))
        .limit(examples)
        .forEach(entry -> table.row(cells(entry.getKey(), entry.getValue())));
    return table;
  }

  private static List<String> cells(String rule, Row row) {
    return List.of(
        rule,
        String.valueOf(row.both),
        String.valueOf(row.onlyTheirs),
        String.valueOf(row.onlyOurs),
        row.example);
  }

  private String figures() {
    long both = rows.values().stream().mapToLong(row -> row.both).sum();
    long theirs = rows.values().stream().mapToLong(row -> row.onlyTheirs).sum();
    long ours = rows.values().stream().mapToLong(row -> row.onlyOurs).sum();
    return """
        rules that hit          %d, on %d of them the engines differ somewhere
        hits, sub-rules too     %d; recall %.3f %%, precision %.3f %%
        same tests=             %.2f %%
        score within 0.1        %.2f %%
        same verdict at 5.0     %.2f %%
        """
        .formatted(
            rows.size(),
            rows.values().stream().filter(row -> row.wrong() > 0).count(),
            both + theirs,
            share(both, both + theirs),
            share(both, both + ours),
            percent(),
            share(closeScore, messages),
            share(sameVerdict, messages));
  }
}
