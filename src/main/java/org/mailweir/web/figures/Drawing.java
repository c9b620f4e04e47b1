package org.mailweir.web.figures;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mailweir.history.Fate;
import org.mailweir.history.History;
import org.mailweir.metrics.Timer;

/** Makes the figures out of what is remembered. */
final class Drawing {

  private static final int LOWEST = -10;
  private static final int HIGHEST = 30;
  private static final int COLOURS = 5;

  private final Range range;
  private final ZoneId zone;
  private final List<Instant> steps;

  Drawing(Range range, Instant now, ZoneId zone) {
    this.range = range;
    this.zone = zone;
    this.steps = range.steps(now, zone);
  }

  Instant since() {
    return steps.getFirst();
  }

  /** What is drawn together, from the bottom up. */
  private enum Pile {
    PASS("p1", "delivered", Fate.PASS),
    TAG("p2", "delivered, tagged", Fate.TAG),
    HOLD("p3", "held", Fate.HOLD),
    TEACH("p4", "taught", Fate.TEACH),
    OFF("p5", "put off or refused", Fate.DEFER, Fate.REFUSE);

    private final String kind;
    private final String meaning;
    private final List<Fate> fates;

    Pile(String kind, String meaning, Fate... fates) {
      this.kind = kind;
      this.meaning = meaning;
      this.fates = List.of(fates);
    }
  }

  /** Mail by what became of it. */
  Figure mail(List<History.Hour> hours) {
    List<Map<Pile, Long>> bars = new ArrayList<>();
    steps.forEach(s -> bars.add(new EnumMap<>(Pile.class)));
    for (History.Hour hour : hours) {
      int at = range.index(steps, hour.start());
      for (Pile pile : Pile.values()) {
        long count = pile.fates.stream().mapToLong(f -> hour.messages().getOrDefault(f, 0L)).sum();
        if (at >= 0 && count > 0) {
          bars.get(at).merge(pile, count, Long::sum);
        }
      }
    }
    long greatest = bars.stream().mapToLong(Drawing::sum).max().orElse(0);
    StackedBars drawing = new StackedBars(steps.size(), greatest);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      String when = range.label(steps.get(i), zone);
      Map<Pile, Long> bar = bars.get(i);
      List<StackedBars.Part> parts = new ArrayList<>();
      List<String> row = new ArrayList<>(List.of(when));
      for (Pile pile : Pile.values()) {
        long count = bar.getOrDefault(pile, 0L);
        parts.add(new StackedBars.Part(pile.kind, when + ", " + pile.meaning, count));
        row.add(Long.toString(count));
      }
      drawing.bar(range.axisLabel(steps.get(i), zone), steps.size(), parts);
      rows.add(row);
    }
    long all = bars.stream().mapToLong(Drawing::sum).sum();
    return new Figure(
        drawing.plot(
            "mail",
            "Mail by what became of it",
            all + " messages in " + range.title() + ", at most " + greatest + " in one bar.",
            keys()),
        head("From", List.of(Pile.values()).stream().map(p -> p.meaning).toList()),
        rows,
        all == 0 ? "No mail came through in this time." : "");
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static List<Plot.Key> keys() {
    return List.of(Pile.values()).stream().map(p -> new Plot.Key(p.kind, p.meaning)).toList();
  }

  private static List<String> head(String first, List<String> others) {
    List<String> head = new ArrayList<>(List.of(first));
    head.addAll(others);
    return head;
  }

  /** Scores, with the thresholds that most recipients have. */
  Figure scores(SortedMap<Integer, Long> scores, double tag, double hold) {
    SortedMap<Integer, Long> bins = new TreeMap<>();
    scores.forEach((bin, count) -> bins.merge(Math.clamp(bin, LOWEST, HIGHEST), count, Long::sum));
    long greatest = bins.values().stream().mapToLong(Long::longValue).max().orElse(0);
    int count = HIGHEST - LOWEST + 1;
    StackedBars drawing = new StackedBars(count, greatest);
    List<List<String>> rows = new ArrayList<>();
    for (int bin = LOWEST; bin <= HIGHEST; bin++) {
      long messages = bins.getOrDefault(bin, 0L);
      String name = name(bin);
      String kind = bin >= hold ? "p3" : bin >= tag ? "p2" : "p1";
      drawing.bar(
          bin % 5 == 0 ? Integer.toString(bin) : "",
          1,
          List.of(new StackedBars.Part(kind, name, messages)));
      if (messages > 0) {
        rows.add(List.of(name, Long.toString(messages)));
      }
    }
    marks(drawing, tag, hold);
    return new Figure(
        drawing.plot(
            "scores",
            "Scores",
            sum(bins)
                + " messages by their score; "
                + from(tag, "tagged")
                + ", "
                + from(hold, "held")
                + ", if the recipient has no thresholds of his own.",
            List.of(
                new Plot.Key("p1", "below"),
                new Plot.Key("p2", "tagged"),
                new Plot.Key("p3", "held"))),
        List.of("Score", "messages"),
        rows,
        bins.isEmpty() ? "No mail was analysed in this time." : "");
  }

  private static String from(double threshold, String become) {
    return Double.isInfinite(threshold)
        ? "none are " + become
        : "from " + threshold + " on they are " + become;
  }

  private static void marks(StackedBars drawing, double tag, double hold) {
    if (tag >= LOWEST && tag <= HIGHEST) {
      drawing.mark(tag - LOWEST, "tag " + tag);
    }
    if (hold >= LOWEST && hold <= HIGHEST) {
      drawing.mark(hold - LOWEST, "hold " + hold);
    }
  }

  private static String name(int bin) {
    if (bin == LOWEST) {
      return "below " + (LOWEST + 1);
    }
    return bin == HIGHEST ? HIGHEST + " and more" : bin + " to " + (bin + 1);
  }

  /** Messages that went without a check. */
  Figure unavailable(List<History.Hour> hours) {
    List<String> names =
        hours.stream()
            .flatMap(h -> h.unavailable().entrySet().stream())
            .collect(
                java.util.stream.Collectors.groupingBy(
                    Map.Entry::getKey,
                    java.util.stream.Collectors.summingLong(Map.Entry::getValue)))
            .entrySet()
            .stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .map(Map.Entry::getKey)
            .limit(COLOURS)
            .toList();
    List<Map<String, Long>> bars = new ArrayList<>();
    steps.forEach(s -> bars.add(new TreeMap<>()));
    for (History.Hour hour : hours) {
      int at = range.index(steps, hour.start());
      if (at >= 0) {
        names.forEach(
            n -> bars.get(at).merge(n, hour.unavailable().getOrDefault(n, 0L), Long::sum));
      }
    }
    StackedBars drawing =
        new StackedBars(steps.size(), bars.stream().mapToLong(Drawing::sum).max().orElse(0));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      rows.add(unavailable(drawing, i, names, bars.get(i)));
    }
    List<Plot.Key> keys = new ArrayList<>();
    names.forEach(n -> keys.add(new Plot.Key("p" + (names.indexOf(n) + 1), n)));
    return new Figure(
        drawing.plot(
            "unavailable",
            "Sources that had no answer",
            "Messages that went without a check, by the check: " + String.join(", ", names) + ".",
            keys),
        head("From", names),
        rows,
        names.isEmpty() ? "Every check had an answer for every message." : "");
  }

  private List<String> unavailable(
      StackedBars drawing, int index, List<String> names, Map<String, Long> bar) {
    String when = range.label(steps.get(index), zone);
    List<StackedBars.Part> parts = new ArrayList<>();
    List<String> row = new ArrayList<>(List.of(when));
    for (int i = 0; i < names.size(); i++) {
      long count = bar.getOrDefault(names.get(i), 0L);
      parts.add(new StackedBars.Part("p" + (i + 1), when + ", " + names.get(i), count));
      row.add(Long.toString(count));
    }
    drawing.bar(range.axisLabel(steps.get(index), zone), steps.size(), parts);
    return row;
  }

  /** How long checks took since the start. */
  static Figure times(SortedMap<String, Timer.Reading> checks) {
    List<TimeBars.Row> bars = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    checks.forEach(
        (name, reading) -> {
          if (reading.count() > 0) {
            double half = reading.quantile(0.5);
            double late = reading.quantile(0.99);
            bars.add(new TimeBars.Row(name, half, late, reading.count()));
            rows.add(
                List.of(
                    name,
                    TimeBars.time(half),
                    TimeBars.time(late),
                    String.format(Locale.ROOT, "%d", reading.count())));
          }
        });
    return new Figure(
        TimeBars.plot(
            "times",
            "Time per check",
            "How long each check took for one message since the start, on a logarithmic scale.",
            bars),
        List.of("Check", "half within", "99 % within", "messages"),
        rows,
        bars.isEmpty() ? "Nothing was checked since the start." : "");
  }
}
